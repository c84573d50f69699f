import { ownValue } from '../documents';
import { type Data, equal, type Table, withKey, withoutKey } from './data';
import { inEffect, type VersionSpan } from './model';
import { changes } from './model/changes';
import { valueAt } from './names';
import {
  defaultTo,
  elements,
  field,
  index,
  mapElements,
  over,
  table,
  text,
  truthy,
  unique,
} from './template';
import type { ConfigStep, Move, Release } from './version';

type Kind = 'processors' | 'receivers';

/** A type of component that has a new name. */
interface Rename {
  readonly kind: Kind;
  readonly from: string;
  readonly to: string;
  /** Versions that rewrite it, and warn of it. */
  readonly span?: VersionSpan;
}

const components: readonly Rename[] = [
  { kind: 'processors', from: 'k8sattributes', to: 'k8s_attributes' },
  { kind: 'receivers', from: 'filelog', to: 'file_log', span: changes.rewriteOfReceivers },
];
const detectors: { readonly [old: string]: string } = { k8snode: 'k8s_api' };

/** The components whose old names a chart version rewrites, and warns of. */
export function renamesOf(release: Release): readonly Rename[] {
  return components.filter(({ span }) => span === undefined || inEffect(release, span));
}

/** Whether old names are rewritten, by a switch that was first named after processors alone. */
export function rewritesNames(release: Release): boolean {
  if (!inEffect(release, changes.rewrite)) return false;
  const ofComponents = inEffect(release, changes.rewriteOfComponents);
  return truthy(
    valueAt(release, ofComponents ? 'rewriteDeprecatedComponentNames' : 'rewriteDeprecatedProcessorNames'),
  );
}

/** Whether a component id has the old type. */
export function hasType(id: string, type: string): boolean {
  return id === type || id.startsWith(`${type}/`);
}

/** The last step: rewrites old names in keys, pipelines and detectors, and de-duplicates the lists it passes. */
export const rewriteDeprecatedNames: ConfigStep = {
  label: 'rewrite of deprecated names',
  span: changes.rewrite,
  applies: rewritesNames,
  apply(config, release) {
    let result = config;
    for (const rename of renamesOf(release)) {
      result = withRenamedComponents(result, rename);
      result = withRenamedReferences(result, release, rename);
    }
    return inEffect(release, changes.rewriteOfComponents) ? withRenamedDetectors(result) : result;
  },
  moves(config, release) {
    return renamesOf(release).flatMap(({ kind, from, to }) => {
      const section = config[kind];
      const ids = typeof section === 'object' && section !== null ? Object.keys(section) : [];
      return ids
        .filter((id) => hasType(id, from))
        .map((id): Move => ({ section: kind, from: id, to: renamedKey(id, from, to) }));
    });
  },
  renames(item) {
    const renamed = components.reduce((id, { from, to }) => renamedReference(id, from, to), item);
    return String(renamedDetector(renamed, ''));
  },
};

/** The chart replaces the old word wherever it stands in a key, in the name part too. */
function renamedKey(id: string, from: string, to: string): string {
  return id.replaceAll(`${from}/`, `${to}/`).replaceAll(from, to);
}

function withRenamedComponents(config: Table, { kind, from, to }: Rename): Table {
  const at = `config.${kind}`;
  const section = index(config, kind, 'config');
  if (!truthy(section)) return config;
  let result: Data = section;
  for (const [key, value] of elements(section, at)) {
    if (!hasType(text(key, `${at} is a list, and its index`), from)) continue;
    const id = String(key);
    const renamed = renamedKey(id, from, to);
    const sectionTable: Table = table(result, at);
    const existing = table(defaultTo({}, index(sectionTable, renamed, at)), `${at}.${renamed}`);
    const merged = over(existing, table(value, `${at}.${id}`));
    result = withoutKey(withKey(sectionTable, renamed, merged), id);
  }
  return withKey(config, kind, result);
}

function withRenamedReferences(config: Table, release: Release, { kind, from, to }: Rename): Table {
  const at = 'config.service.pipelines';
  const passesEmpty = !inEffect(release, changes.rewriteOfComponents);
  const pipelines = field(config, ['service', 'pipelines'], 'config');
  const renamed = mapElements(pipelines, at, (pipeline, name) => {
    const where = `${at}.${name}.${kind}`;
    if (passesEmpty && !truthy(pipeline)) return pipeline;
    const references = index(pipeline, kind, `${at}.${name}`);
    if (!truthy(references)) return pipeline;
    const ids = elements(references, where).map(([, id]) => renamedReference(text(id, where), from, to));
    return withKey(table(pipeline, `${at}.${name}`), kind, unique(ids));
  });
  if (equal(renamed, pipelines)) return config;
  return withKey(config, 'service', withKey(table(config.service, 'config.service'), 'pipelines', renamed));
}

function renamedReference(id: string, from: string, to: string): string {
  if (id === from) return to;
  return id.startsWith(`${from}/`) ? id.replaceAll(`${from}/`, `${to}/`) : id;
}

function withRenamedDetectors(config: Table): Table {
  const at = 'config.processors';
  const processors = index(config, 'processors', 'config');
  const renamed = mapElements(processors, at, (processor, key) => {
    if (!truthy(processor) || !hasType(text(key, `${at} is a list, and its index`), 'resourcedetection'))
      return processor;
    const where = `${at}.${key}`;
    const detectors = index(processor, 'detectors', where);
    if (!truthy(detectors)) return processor;
    const names = elements(detectors, `${where}.detectors`).map(([, name]) => renamedDetector(name, where));
    return withKey(table(processor, where), 'detectors', unique(names));
  });
  return renamed === null || equal(renamed, processors) ? config : withKey(config, 'processors', renamed);
}

function renamedDetector(name: Data, at: string): Data {
  if (name === null) return null;
  const written = text(name, `${at}.detectors`);
  return ownValue(detectors, written) ?? written;
}
