import { type Data, get, getPath, isTable, type Table } from '../data';
import { type Origin, originAt, written } from '../origin';
import type { Evidence } from './surprise';

/** A pipeline of the effective configuration as the surprises look at it. */
export interface PipelineView {
  readonly id: string;
  readonly receivers: readonly string[];
  readonly processors: readonly string[];
  readonly exporters: readonly string[];
  /** Whether the author wrote the pipeline, and its list of processors. */
  readonly isWritten: boolean;
  readonly processorsWritten: boolean;
}

export function pipelines({ config, explained }: Evidence): PipelineView[] {
  const all = getPath(config, ['service', 'pipelines']);
  if (!isTable(all)) return [];
  return Object.entries(all).flatMap(([id, pipeline]): PipelineView[] => {
    if (!isTable(pipeline)) return [];
    const origin = nodeAt(explained.origin, ['service', 'pipelines', id]);
    return [
      {
        id,
        receivers: texts(get(pipeline, 'receivers')),
        processors: texts(get(pipeline, 'processors')),
        exporters: texts(get(pipeline, 'exporters')),
        isWritten: origin?.author === written,
        processorsWritten: origin?.fields?.get('processors')?.author === written,
      },
    ];
  });
}

export function nodeAt(origin: Origin | null, path: readonly (string | number)[]): Origin | undefined {
  return originAt(origin ?? undefined, path);
}

export function texts(value: Data | undefined): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** Components of a section: id → body. */
export function section(config: Table, name: string): [string, Data][] {
  const components = get(config, name);
  return isTable(components) ? Object.entries(components) : [];
}

/** The part of an id before the slash. */
export function typeOf(id: string): string {
  return id.split('/')[0] ?? id;
}

/** `{ a: { b: value } }` from a path; an empty path is a mistake of the caller. */
export function nested(path: readonly string[], value: Data): Table {
  const [first = '', ...rest] = path;
  return { [first]: rest.length === 0 ? value : nested(rest, value) };
}

/** Written values, of the part of the values that the configuration is made of. */
export function writtenAt({ written: values, explained }: Evidence, ...path: string[]): Data | undefined {
  return getPath(values, [explained.source, ...path]);
}

/** `a`, `b` and `c`. */
export function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}
