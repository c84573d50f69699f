import { BuildFault } from './fault';
import { type GvkSelector, groupVersion, isSelected } from './ids';
import {
  type BuildNode,
  emptyMap,
  fieldOf,
  get,
  isNull,
  type Mapping,
  type Slot,
  scalar,
  slotOf,
  slotsOf,
  type TextPlace,
  textOf,
} from './nodes';

/** Where a transformer finds a field: a path of keys (`/` between them, `[]` after a list) in objects of a type. */
export interface FieldSpec extends GvkSelector {
  readonly path: string;
  /** Whether the field is made where it is missing. */
  readonly create?: boolean;
}

/** What a transformer makes where a field is missing. */
export interface Creation {
  readonly kind: 'scalar' | 'map';
  /** Place that what is made is credited to. */
  readonly place: TextPlace;
}

/** Calls `visit` for each field of an object that a specification leads to; lists on the way are gone through. */
export function visitFields(
  root: Mapping,
  spec: FieldSpec,
  visit: (slot: Slot) => void,
  creation?: Creation,
): void {
  const gvk = {
    ...groupVersion(textOf(get(root, 'apiVersion')) ?? ''),
    kind: textOf(get(root, 'kind')) ?? '',
  };
  if (!isSelected(gvk, spec)) return;
  const creates = spec.create === true ? creation : undefined;
  descend({ node: root, replace: () => {} }, splitPath(spec.path, '/'), visit, creates);
}

/** Parts of a path; a separator after a backslash belongs to the part. */
export function splitPath(path: string, separator: string): string[] {
  const parts: string[] = [];
  for (const part of path.split(separator)) {
    const last = parts.at(-1);
    if (last?.endsWith('\\')) parts[parts.length - 1] = `${last.slice(0, -1)}${separator}${part}`;
    else parts.push(part);
  }
  return parts;
}

function descend(
  slot: Slot,
  path: readonly string[],
  visit: (slot: Slot) => void,
  creation: Creation | undefined,
): void {
  const [step, ...rest] = path;
  if (step === undefined) {
    visit(slot);
    return;
  }
  const { node } = slot;
  if (isNull(node)) return;
  if (node.kind === 'list') {
    for (const item of slotsOf(node)) descend(item, path, visit, creation);
    return;
  }
  if (node.kind === 'scalar') {
    throw new BuildFault(
      `${step} is looked for in ${node.value}, which is not a map`,
      node.place,
      'write a map here',
    );
  }
  const next = stepInto(node, step, rest.length === 0, creation);
  if (next !== undefined) descend(next, rest, visit, creation);
}

function stepInto(
  map: Mapping,
  step: string,
  isLast: boolean,
  creation: Creation | undefined,
): Slot | undefined {
  const key = step.replace(/\[\]$/, '');
  const isList = key !== step;
  const made =
    isList || creation === undefined ? undefined : emptyNode(isLast ? creation.kind : 'map', creation.place);
  let found = fieldOf(map, key);
  if (found === undefined) {
    if (made === undefined || creation === undefined) return undefined;
    found = { key, textual: true, place: creation.place, value: made };
    map.fields.push(found);
  } else if (isNull(found.value) && made !== undefined) found.value = made;
  return slotOf(found);
}

function emptyNode(kind: 'scalar' | 'map', place: TextPlace): BuildNode {
  return kind === 'map' ? emptyMap(place) : scalar('', place);
}
