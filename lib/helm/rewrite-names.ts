import { type Data, equal, type Table, withKey, withoutKey } from './data';
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
import type { Move, Step } from './version';

type Kind = 'processors' | 'receivers';

/** Old name → new name. */
interface Renames {
  readonly components: readonly { readonly kind: Kind; readonly from: string; readonly to: string }[];
  readonly detectors: { readonly [old: string]: string };
}

/** The names that chart 0.168.0 and later rewrite: of components, and of detectors of the resource detection processor. */
export const deprecatedNames: Renames = {
  components: [
    { kind: 'processors', from: 'k8sattributes', to: 'k8s_attributes' },
    { kind: 'receivers', from: 'filelog', to: 'file_log' },
  ],
  detectors: { k8snode: 'k8s_api' },
};

/** Whether a component id has the old type. */
export function hasType(id: string, type: string): boolean {
  return id === type || id.startsWith(`${type}/`);
}

/** The last step: rewrites old names in keys, pipelines and detectors, and de-duplicates the lists it passes. */
export const rewriteDeprecatedNames: Step = {
  label: 'rewrite of deprecated names',
  applies: (release) => truthy(valueAt(release, 'rewriteDeprecatedComponentNames')),
  apply(config) {
    let result = config;
    for (const { kind, from, to } of deprecatedNames.components) {
      result = withRenamedComponents(result, kind, from, to);
      result = withRenamedReferences(result, kind, from, to);
    }
    return withRenamedDetectors(result);
  },
  moves(config) {
    return deprecatedNames.components.flatMap(({ kind, from, to }) => {
      const section = config[kind];
      const ids = typeof section === 'object' && section !== null ? Object.keys(section) : [];
      return ids
        .filter((id) => hasType(id, from))
        .map((id): Move => ({ section: kind, from: id, to: renamedKey(id, from, to) }));
    });
  },
  renames(item) {
    const renamed = deprecatedNames.components.reduce(
      (id, { from, to }) => renamedReference(id, from, to),
      item,
    );
    return String(renamedDetector(renamed, ''));
  },
};

/** The chart replaces the old word wherever it stands in a key, in the name part too. */
function renamedKey(id: string, from: string, to: string): string {
  return id.replaceAll(`${from}/`, `${to}/`).replaceAll(from, to);
}

function withRenamedComponents(config: Table, kind: Kind, from: string, to: string): Table {
  const at = `config.${kind}`;
  const section = index(config, kind, 'config');
  if (!truthy(section)) return config;
  let result: Data = section;
  for (const [key, value] of elements(section, at)) {
    if (!hasType(text(key as Data, `${at} is a list, and its index`), from)) continue;
    const id = String(key);
    const renamed = renamedKey(id, from, to);
    const sectionTable: Table = table(result, at);
    const existing = table(defaultTo({}, index(sectionTable, renamed, at)), `${at}.${renamed}`);
    const merged = over(existing, table(value, `${at}.${id}`));
    result = withoutKey(withKey(sectionTable, renamed, merged), id);
  }
  return withKey(config, kind, result);
}

function withRenamedReferences(config: Table, kind: Kind, from: string, to: string): Table {
  const at = 'config.service.pipelines';
  const pipelines = field(config, ['service', 'pipelines'], 'config');
  const renamed = mapElements(pipelines, at, (pipeline, name) => {
    const where = `${at}.${name}.${kind}`;
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
    if (
      !truthy(processor) ||
      !hasType(text(key as Data, `${at} is a list, and its index`), 'resourcedetection')
    )
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
  return Object.hasOwn(deprecatedNames.detectors, written)
    ? (deprecatedNames.detectors[written] ?? written)
    : written;
}
