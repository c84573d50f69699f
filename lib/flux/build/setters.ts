import { BuildFault } from './fault';
import {
  type BuildNode,
  fieldOf,
  isNull,
  type Mapping,
  remove,
  type Scalar,
  type Slot,
  type Tag,
  type TextPlace,
} from './nodes';
import { resolveWord } from './scalars';

/** Sets the value of a scalar as kustomize does: its quotes stay, and with them perhaps its type. */
export function setScalar({ node }: Slot, value: string, place: TextPlace, tag: Tag = ''): void {
  if (node.kind !== 'scalar') {
    throw new BuildFault(
      'a single value belongs here',
      node.place,
      'write one value instead of a map or list',
    );
  }
  become(node, { kind: 'scalar', value, tag, quoted: node.quoted, place });
}

/** Sets a field as kustomize does: null clears it, and the value takes the quotes of the one that was there. */
export function setField(
  map: Mapping,
  key: string,
  value: BuildNode | undefined,
  place: TextPlace,
  keepsNull = false,
): void {
  if (value === undefined || (isNull(value) && !keepsNull)) {
    remove(map, key);
    return;
  }
  const found = fieldOf(map, key);
  if (found === undefined) {
    if (value.kind === 'scalar' && isWordly(value)) value.quoted = true;
    map.fields.push({ key, textual: true, place, value });
    return;
  }
  found.place = place;
  if (value.kind !== 'scalar') found.value = value;
  else if (found.value.kind === 'scalar') become(found.value, { ...value, quoted: found.value.quoted });
  else found.value = { ...value, quoted: false };
}

/**
 * Gives a node the content of another. Kustomize changes nodes where they are, and puts one node into all the fields that it adds a
 * label to: what changes one of them changes all.
 */
function become(node: Scalar, other: Scalar): void {
  if (node === other) return;
  delete node.unknown;
  delete node.indent;
  Object.assign(node, other);
}

/** Text without quotes that YAML 1.1 takes for something else: kustomize puts it in quotes. */
function isWordly({ value, tag, quoted }: Scalar): boolean {
  if (quoted || (tag !== '' && tag !== 'str') || value === '') return false;
  return resolveWord(value, '1.1') !== 'str';
}
