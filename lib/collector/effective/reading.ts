import { addTo, type Data, entries, field, isOpen, type Path } from '../../documents';
import { canonicalType } from './catalog';
import type { Component, ComponentClass, EffectiveConfiguration } from './component';

/** Component classes with the section that holds them, in the order of a configuration. */
export const sections: readonly { readonly class: ComponentClass; readonly section: string }[] = [
  { class: 'receiver', section: 'receivers' },
  { class: 'processor', section: 'processors' },
  { class: 'exporter', section: 'exporters' },
  { class: 'connector', section: 'connectors' },
  { class: 'extension', section: 'extensions' },
];

/** An id written somewhere, with its place. */
export interface WrittenId {
  /** With blanks around type and name taken away, as the collector does. */
  readonly id: string;
  readonly path: Path;
}

/** The roles in which a pipeline names components. */
export type Role = 'receivers' | 'processors' | 'exporters';

/** A pipeline with each of its members' places. */
export interface PipelineReading {
  readonly id: string;
  readonly signal: string;
  readonly name: string;
  readonly path: Path;
  readonly receivers: readonly WrittenId[];
  readonly processors: readonly WrittenId[];
  readonly exporters: readonly WrittenId[];
  /** True where a list or a member is an `${…}`: who takes part is not wholly known. */
  readonly open: boolean;
}

/** What a configuration says, as far as its shape allows; faults of shape are left to the structure rules. */
export interface Reading {
  readonly components: readonly Component[];
  /** The component of a class under an id; undefined where there is none. */
  find(componentClass: ComponentClass, id: string): Component | undefined;
  /** Ids of a class, in their order. */
  ids(componentClass: ComponentClass): readonly string[];
  readonly pipelines: readonly PipelineReading[];
  readonly pipelineById: ReadonlyMap<string, PipelineReading>;
  /** The pipelines that name a component in a role; a connector's are found under both of its roles. */
  users(role: Role, id: string): readonly PipelineReading[];
  readonly extensions: readonly WrittenId[];
  /** True where pipelines, a pipeline or the extensions come from an `${…}`. */
  readonly open: boolean;
  /** Canonical types are those of this release; undefined where it is not known. */
  readonly version: string | undefined;
}

const readings = new WeakMap<object, Reading>();

/** Reads a collector's configuration once; later calls for the same configuration return the same reading. */
export function read(subject: EffectiveConfiguration): Reading {
  const known = readings.get(subject.config);
  if (known !== undefined) return known;
  const made = readConfiguration(subject);
  readings.set(subject.config, made);
  return made;
}

function readConfiguration(subject: EffectiveConfiguration): Reading {
  const byClass = new Map<ComponentClass, Map<string, Component>>();
  for (const { class: componentClass, section } of sections) {
    byClass.set(componentClass, readSection(subject.config[section], componentClass, section));
  }
  const service = subject.config.service;
  const pipelines = entries(field(service, 'pipelines')).map(([id, body]) => readPipeline(id, body));
  const extensions = readMembers(field(service, 'extensions'), ['service', 'extensions']);
  return {
    components: [...byClass.values()].flatMap((components) => [...components.values()]),
    find: (componentClass, id) => byClass.get(componentClass)?.get(id),
    ids: (componentClass) => [...(byClass.get(componentClass)?.keys() ?? [])],
    pipelines,
    users: usersOf(pipelines),
    pipelineById: new Map(pipelines.map((pipeline) => [pipeline.id, pipeline])),
    extensions: extensions.references,
    open:
      isOpen(service) ||
      isOpen(field(service, 'pipelines')) ||
      extensions.open ||
      pipelines.some((each) => each.open),
    version: subject.version,
  };
}

function usersOf(pipelines: readonly PipelineReading[]): Reading['users'] {
  const users = new Map<string, PipelineReading[]>();
  for (const pipeline of pipelines) {
    for (const role of roles) {
      for (const id of new Set(pipeline[role].map((reference) => reference.id))) {
        addTo(users, `${role} ${id}`, pipeline);
      }
    }
  }
  return (role, id) => users.get(`${role} ${id}`) ?? [];
}

function readSection(
  data: Data | undefined,
  componentClass: ComponentClass,
  section: string,
): Map<string, Component> {
  const found = new Map<string, Component>();
  for (const [key, body] of entries(data)) {
    const { id, head, name } = splitId(key);
    const type = canonicalType(componentClass, head);
    found.set(id, { class: componentClass, id, writtenType: head, type, name, body, path: [section, key] });
  }
  return found;
}

/** Takes `type/name` apart as the collector does: at the first slash, blanks around both parts away. */
export function splitId(text: string): { id: string; head: string; name: string } {
  const slash = text.indexOf('/');
  const head = (slash < 0 ? text : text.slice(0, slash)).trim();
  const name = slash < 0 ? '' : text.slice(slash + 1).trim();
  return { id: name === '' ? head : `${head}/${name}`, head, name };
}

function readPipeline(key: string, body: Data): PipelineReading {
  const { id, head, name } = splitId(key);
  const path = ['service', 'pipelines', key];
  const receivers = readMembers(field(body, 'receivers'), [...path, 'receivers']);
  const processors = readMembers(field(body, 'processors'), [...path, 'processors']);
  const exporters = readMembers(field(body, 'exporters'), [...path, 'exporters']);
  return {
    id,
    signal: head,
    name,
    path,
    receivers: receivers.references,
    processors: processors.references,
    exporters: exporters.references,
    open: isOpen(body) || receivers.open || processors.open || exporters.open,
  };
}

/**
 * A list of ids. One text in its place is refused (ST-4); it is read as ids between commas, so that what it names counts as
 * used and gets no findings of its own.
 */
function readMembers(data: Data | undefined, path: Path): { references: WrittenId[]; open: boolean } {
  if (isOpen(data)) return { references: [], open: true };
  if (typeof data === 'string') {
    const references = data === '' ? [] : data.split(',').map((id) => ({ id: splitId(id).id, path }));
    return { references, open: false };
  }
  if (!Array.isArray(data)) return { references: [], open: false };
  const references: WrittenId[] = [];
  let open = false;
  data.forEach((item, index) => {
    if (isOpen(item)) open = true;
    else if (typeof item === 'string') references.push({ id: splitId(item).id, path: [...path, index] });
  });
  return { references, open };
}

/** The component that a pipeline means by an id in a role: a connector counts as receiver and as exporter. */
export function resolve(reading: Reading, role: Role, id: string): Component | undefined {
  if (role === 'processors') return reading.find('processor', id);
  return reading.find(role === 'receivers' ? 'receiver' : 'exporter', id) ?? reading.find('connector', id);
}

/** The roles of a pipeline, in the order of data. */
export const roles: readonly Role[] = ['receivers', 'processors', 'exporters'];

/** Components that run: named by a pipeline, or for extensions enabled. Keyed by class and id. */
export function runningComponents(reading: Reading): readonly Component[] {
  const running = new Set<Component>();
  for (const pipeline of reading.pipelines) {
    for (const role of roles) {
      for (const { id } of pipeline[role]) {
        const component = resolve(reading, role, id);
        if (component !== undefined) running.add(component);
      }
    }
  }
  for (const { id } of reading.extensions) {
    const extension = reading.find('extension', id);
    if (extension !== undefined) running.add(extension);
  }
  return reading.components.filter((component) => running.has(component));
}
