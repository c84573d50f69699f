import type { ComponentFields, FieldGroup, FieldType } from '../../lib/collector/catalog';
import { at, type Data, isMap } from '../../lib/documents';

/** One field of a component, by its path from the component's configuration. */
export interface FieldRow {
  /** `sending_queue.batch.max_size`; `[]` stands for an item of a list, `*` for a key of a map. */
  readonly path: string;
  /** `duration`, `list of text`, `'strict' | 'regexp'`, `object`. */
  readonly type: string;
  readonly required: boolean;
  /** The block is off unless it is written. */
  readonly optional: boolean;
  readonly deprecated: boolean;
  /** Absent where it is the type's zero value or not known. */
  readonly default?: unknown;
  /** What it means, where somebody has said so. */
  readonly note?: string;
}

/** All fields of a component, in alphabetical order of each level; a group that holds itself is opened once. */
export function fieldRows(fields: ComponentFields, noteOf: NoteOf = () => undefined): FieldRow[] {
  const rows: FieldRow[] = [];
  addGroup(rows, fields.config, '', fields.defaults as Data, [], noteOf);
  return rows;
}

/** Finds the sentence about a field of a group. */
export type NoteOf = (group: string, field: string) => string | undefined;

function addGroup(
  rows: FieldRow[],
  group: FieldGroup,
  prefix: string,
  defaults: Data | undefined,
  open: readonly FieldGroup[],
  noteOf: NoteOf,
): void {
  for (const field of group.fields.values()) {
    const path = prefix === '' ? field.name : `${prefix}.${field.name}`;
    const value = at(defaults, [field.name]);
    const { name: _name, type, ...marks } = field;
    const shown = value === undefined || isMap(value) ? {} : { default: value };
    const note = noteOf(group.name, field.name);
    rows.push({
      path,
      type: typeText(type),
      ...marks,
      ...shown,
      ...(note === undefined ? {} : { note }),
    });
    addInside(rows, type, path, value, [...open, group], noteOf);
  }
}

function addInside(
  rows: FieldRow[],
  type: FieldType,
  path: string,
  defaults: Data | undefined,
  open: readonly FieldGroup[],
  noteOf: NoteOf,
): void {
  if (type.kind === 'object' && !open.includes(type.object))
    addGroup(rows, type.object, path, defaults, open, noteOf);
  if (type.kind === 'list') addInside(rows, type.of, `${path}[]`, undefined, open, noteOf);
  if (type.kind === 'map') addInside(rows, type.of, `${path}.*`, undefined, open, noteOf);
  if (type.kind === 'oneOf')
    for (const member of type.of) addInside(rows, member, path, defaults, open, noteOf);
}

/** A type in words. */
export function typeText(type: FieldType): string {
  switch (type.kind) {
    case 'enumeration':
      return type.values
        .map((value) => (typeof value === 'number' ? String(value) : `'${value}'`))
        .join(' | ');
    case 'list':
      return `list of ${innerText(type.of)}`;
    case 'map':
      return `map of ${innerText(type.of)}`;
    case 'object':
      return 'object';
    case 'oneOf':
      return [...new Set(type.of.map(typeText))].join(', or ');
    default:
      return words[type.kind];
  }
}

function innerText(type: FieldType): string {
  return type.kind === 'enumeration' || type.kind === 'oneOf' ? `(${typeText(type)})` : typeText(type);
}

const words = {
  text: 'text',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  duration: 'duration',
  size: 'size in bytes',
  secret: 'secret',
  listen: 'address to listen on',
  http: 'URL',
  grpc: 'host:port',
  extension: 'name of an extension',
  component: 'name of a component',
  pipeline: 'name of a pipeline',
  any: 'anything',
} as const;
