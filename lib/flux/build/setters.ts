import { BuildFault } from './fault';
import type { Slot } from './field-specs';
import { fieldOf, isNull, type Mapping, type Node, type Place, remove, type Scalar, type Tag } from './nodes';
import { resolveWord } from './scalars';

/** Sets the value of a scalar as kustomize does: its quotes stay, and with them perhaps its type. */
export function setScalar({ node, replace }: Slot, value: string, place: Place, tag: Tag = ''): void {
  if (node.kind !== 'scalar') {
    throw new BuildFault(
      'a single value belongs here',
      node.place,
      'write one value instead of a map or list',
    );
  }
  replace({ kind: 'scalar', value, tag, quoted: node.quoted, place });
}

/** Sets a field as kustomize does: null clears it, and the value takes the quotes of the one that was there. */
export function setField(
  map: Mapping,
  key: string,
  value: Node | undefined,
  place: Place,
  keepsNull = false,
): void {
  if (value === undefined || (isNull(value) && !keepsNull)) {
    remove(map, key);
    return;
  }
  const found = fieldOf(map, key);
  if (found === undefined) {
    map.fields.push({ key, textual: true, place, value: quotedWhereWordly(value) });
    return;
  }
  found.place = place;
  found.value = value.kind === 'scalar' ? { ...value, quoted: quotesOf(found.value) } : value;
}

function quotesOf(node: Node): boolean {
  return node.kind === 'scalar' && node.quoted;
}

function quotedWhereWordly(value: Node): Node {
  return value.kind === 'scalar' && isWordly(value) ? { ...value, quoted: true } : value;
}

/** Text without quotes that YAML 1.1 takes for something else: kustomize puts it in quotes. */
function isWordly({ value, tag, quoted }: Scalar): boolean {
  if (quoted || (tag !== '' && tag !== 'str') || value === '') return false;
  return resolveWord(value, '1.1') !== 'str';
}
