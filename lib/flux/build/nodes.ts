import { type Data, Lines, type SourceLocation } from '../../documents';

/** A text of an author in which offsets have a position. */
export interface TextSource {
  position(offset: number): SourceLocation;
}

/** Where an author wrote something. */
export interface TextPlace {
  readonly source: TextSource;
  readonly offset: number;
}

/** The place of what nobody wrote. */
export const nowhere: TextPlace = { source: { position: () => ({}) }, offset: 0 };

/** Position of a place as file, line and column. */
export function positionOf({ source, offset }: TextPlace): SourceLocation {
  return source.position(offset);
}

/** The text of a scalar as a source: a literal block has its own lines, anything else one place. */
export function insideOf(node: Scalar): TextSource {
  const { indent } = node;
  if (indent === undefined) return { position: () => positionOf(node.place) };
  const lines = new Lines('', node.value);
  return {
    position: (offset) => {
      const start = positionOf(node.place);
      const { line = 1, column = 1 } = lines.position(offset);
      return { ...start, line: (start.line ?? 1) + line - 1, column: indent + column };
    },
  };
}

/** Kind of a scalar as YAML tags it; empty where it follows from the text, `other` for tags of someone's own. */
export type Tag = '' | 'str' | 'int' | 'float' | 'bool' | 'null' | 'timestamp' | 'binary' | 'merge' | 'other';

/** A scalar while a build works on it: what kustomize keeps of one. */
export interface Scalar {
  readonly kind: 'scalar';
  value: string;
  tag: Tag;
  /** True where it stands in quotes or in a block: kustomize keeps this when it replaces the value, and with it the type. */
  quoted: boolean;
  place: TextPlace;
  /** For a literal block: the indentation of its lines, so that places inside its text can be told. */
  indent?: number;
  /** True where the value is not known here: an encrypted value, a variable that is not in the tree. */
  unknown?: boolean;
}

/** One key of a mapping. */
export interface Field {
  key: string;
  /** False for a key that is no text (`1:`, `true:`), which kustomize cannot write as JSON. */
  textual: boolean;
  place: TextPlace;
  value: BuildNode;
}

/** A mapping while a build works on it. */
export interface Mapping {
  readonly kind: 'map';
  fields: Field[];
  place: TextPlace;
}

/** A list while a build works on it. */
export interface Sequence {
  readonly kind: 'list';
  items: BuildNode[];
  place: TextPlace;
}

export type BuildNode = Scalar | Mapping | Sequence;

/** A node with the place in its parent that holds it. */
export interface Slot {
  readonly node: BuildNode;
  replace(node: BuildNode): void;
}

/** The value of a field in its place. */
export function slotOf(field: Field): Slot {
  return {
    node: field.value,
    replace: (made) => {
      field.value = made;
    },
  };
}

/** The items of a list in their places; none for anything else. */
export function slotsOf(list: BuildNode): Slot[] {
  return itemsOf(list).map((node, index) => ({
    node,
    replace: (made) => {
      if (list.kind === 'list') list.items[index] = made;
    },
  }));
}

/** A mapping without fields. */
export function emptyMap(place: TextPlace): Mapping {
  return { kind: 'map', place, fields: [] };
}

/** `namespace/name` of an object, as it is written. */
export function objectName(object: BuildNode | undefined): string {
  return `${textOf(dig(object, 'metadata', 'namespace')) ?? ''}/${textOf(dig(object, 'metadata', 'name')) ?? ''}`;
}

/** A scalar of a given text. */
export function scalar(value: string, place: TextPlace, tag: Tag = 'str', quoted = false): Scalar {
  return { kind: 'scalar', value, tag, quoted, place };
}

/** A copy that shares nothing that changes. */
export function copyOf<T extends BuildNode>(node: T): T;
export function copyOf(node: BuildNode): BuildNode {
  if (node.kind === 'scalar') return { ...node };
  if (node.kind === 'list')
    return { kind: 'list', place: node.place, items: node.items.map((item) => copyOf(item)) };
  const fields = node.fields.map(({ key, textual, place, value }) => ({
    key,
    textual,
    place,
    value: copyOf(value),
  }));
  return { kind: 'map', place: node.place, fields };
}

/** The field of a mapping with a key; undefined for anything else. */
export function fieldOf(node: BuildNode | undefined, key: string): Field | undefined {
  return node?.kind === 'map' ? node.fields.find((field) => field.key === key) : undefined;
}

/** The node under a key. */
export function get(node: BuildNode | undefined, key: string): BuildNode | undefined {
  return fieldOf(node, key)?.value;
}

/** The node at a path of keys. */
export function dig(node: BuildNode | undefined, ...path: readonly string[]): BuildNode | undefined {
  let found = node;
  for (const key of path) found = get(found, key);
  return found;
}

/** Text of a scalar whatever its type; undefined for mappings and lists. */
export function textOf(node: BuildNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.value : undefined;
}

/** The items of a list; none for anything else. */
export function itemsOf(node: BuildNode | undefined): readonly BuildNode[] {
  return node?.kind === 'list' ? node.items : [];
}

/** The fields of a mapping; none for anything else. */
export function fieldsOf(node: BuildNode | undefined): readonly Field[] {
  return node?.kind === 'map' ? node.fields : [];
}

/** Puts a value under a key, in place of the one that is there. */
export function put(map: Mapping, key: string, value: BuildNode, place: TextPlace): void {
  const found = fieldOf(map, key);
  if (found === undefined) map.fields.push({ key, textual: true, place, value });
  else {
    found.value = value;
    found.place = place;
  }
}

/** Takes a key out of a mapping. */
export function remove(map: BuildNode | undefined, key: string): void {
  if (map?.kind === 'map') map.fields = map.fields.filter((field) => field.key !== key);
}

/** True for nothing, and for a null that is written. */
export function isMissingOrNull(node: BuildNode | undefined): boolean {
  return node === undefined || isNull(node);
}

/** True for a null that is written. */
export function isNull(node: BuildNode | undefined): boolean {
  return node?.kind === 'scalar' && node.tag === 'null';
}

/** True for nothing, null, an empty mapping and an empty list. */
export function isNilOrEmpty(node: BuildNode | undefined): boolean {
  if (isMissingOrNull(node)) return true;
  if (node?.kind === 'map') return node.fields.length === 0;
  return node?.kind === 'list' && node.items.length === 0;
}

/** Nodes of plain data, all at one place. */
export function nodeOf(data: Data, place: TextPlace): BuildNode {
  if (Array.isArray(data)) return { kind: 'list', place, items: data.map((item) => nodeOf(item, place)) };
  if (data === null) return scalar('null', place, 'null');
  switch (typeof data) {
    case 'object': {
      const fields = Object.entries(data).map(([key, value]) => ({
        key,
        textual: true,
        place,
        value: nodeOf(value, place),
      }));
      return { kind: 'map', place, fields };
    }
    case 'string':
      return scalar(data, place, 'str');
    case 'boolean':
      return scalar(String(data), place, 'bool');
    default:
      return scalar(String(data), place, Number.isInteger(data) ? 'int' : 'float');
  }
}

/** False where anything in a tree is not known here. */
export function isAllKnown(node: BuildNode): boolean {
  if (node.kind === 'scalar') return node.unknown !== true;
  return (node.kind === 'list' ? node.items : node.fields.map(({ value }) => value)).every(isAllKnown);
}
