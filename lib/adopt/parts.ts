import type { ComponentClass, Signal } from '../collector';
import { canonicalType, componentClasses, componentFacts, typeName } from '../collector/catalog';
import { type Component, extensionReferences, splitId } from '../collector/effective';
import { type Data, entries, isMap, type Path } from '../documents';

/** A component of the configuration that is adopted. */
export interface AdoptedComponent extends Component {
  /** Signals of the pipelines that name it as receiver or processor, or take a connector's output. */
  readonly gives: readonly Signal[];
  /** Signals of the pipelines that name it as exporter. */
  readonly takes: readonly Signal[];
  /** Its id in the chosen release. */
  readonly newId: string;
  /** Ids of the extensions that its configuration names, with the places. */
  readonly extensions: readonly { readonly id: string; readonly path: Path }[];
}

const signals: readonly Signal[] = ['traces', 'metrics', 'logs', 'profiles'];

/** A signal that pipelines can have, or undefined. */
export function signalOf(text: string): Signal | undefined {
  return signals.find((signal) => signal === text);
}

/** Every component of a configuration with its use, section by section in the order of the configuration. */
export function partsOf(config: { readonly [section: string]: Data }, version: string): AdoptedComponent[] {
  const uses = usesOf(config);
  const sections = Object.keys(config).flatMap((section) => classOf(section) ?? []);
  return sections.flatMap((componentClass) =>
    entries(config[`${componentClass}s`]).map(([key, body]) =>
      partOf(componentClass, key, body, uses, version),
    ),
  );
}

/** The class whose components a section holds. */
export function classOf(section: string): ComponentClass | undefined {
  return componentClasses.find((known) => `${known}s` === section);
}

type Uses = ReadonlyMap<string, ReadonlySet<Signal>>;

function partOf(
  componentClass: ComponentClass,
  key: string,
  body: Data,
  uses: Uses,
  version: string,
): AdoptedComponent {
  const { id, head, name } = splitId(key);
  const type = canonicalType(componentClass, head);
  const known = componentFacts(componentClass, type) !== undefined;
  const newHead = known ? typeName(componentClass, type, version) : head;
  const component = {
    class: componentClass,
    id,
    writtenType: head,
    type,
    name,
    body,
    path: [`${componentClass}s`, key],
  };
  const roles =
    componentClass === 'connector' ? { gives: 'receivers', takes: 'exporters' } : rolesOf(componentClass);
  return {
    ...component,
    gives: [...(uses.get(`${roles.gives} ${id}`) ?? [])],
    takes: [...(uses.get(`${roles.takes} ${id}`) ?? [])],
    newId: name === '' ? newHead : `${newHead}/${name}`,
    extensions: extensionReferences(component),
  };
}

function rolesOf(componentClass: ComponentClass): { gives: string; takes: string } {
  return componentClass === 'exporter'
    ? { gives: '', takes: 'exporters' }
    : { gives: `${componentClass}s`, takes: '' };
}

/** Signals by role and id: `receivers otlp` → traces, metrics. */
function usesOf(config: { readonly [section: string]: Data }): Uses {
  const uses = new Map<string, Set<Signal>>();
  const service = config.service;
  const pipelines = isMap(service) ? entries(service.pipelines) : [];
  for (const [key, pipeline] of pipelines) {
    const signal = signalOf(splitId(key).head);
    if (signal === undefined) continue;
    for (const [role, members] of entries(pipeline)) {
      for (const id of idsOf(members)) {
        const use = `${role} ${id}`;
        uses.set(use, (uses.get(use) ?? new Set()).add(signal));
      }
    }
  }
  return uses;
}

/** The ids of a list; one text with commas is also taken, as the collector does. */
export function idsOf(members: Data | undefined): string[] {
  const texts =
    typeof members === 'string' && members !== ''
      ? members.split(',')
      : Array.isArray(members)
        ? members
        : [];
  return texts.flatMap((text) => (typeof text === 'string' ? [splitId(text).id] : []));
}
