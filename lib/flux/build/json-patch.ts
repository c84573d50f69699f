import { BuildFault } from './fault';
import {
  type BuildNode,
  copyOf,
  fieldOf,
  get,
  type Mapping,
  put,
  remove,
  type Sequence,
  scalar,
  type TextPlace,
  textOf,
} from './nodes';
import { dataOf } from './plain';
import { sortedKeys } from './print';
import { jsonText, needsQuotes, readIn11, resolveWord, typeOf } from './scalars';

/** One operation of a JSON patch (RFC 6902). */
export interface Operation {
  readonly op: string;
  readonly path: string;
  readonly from: string;
  readonly value?: BuildNode;
  readonly place: TextPlace;
}

/** Operations of a patch document; undefined where it is no list of operations. */
export function operationsOf(document: BuildNode): Operation[] | undefined {
  if (document.kind !== 'list') return undefined;
  const operations: Operation[] = [];
  for (const item of document.items) {
    if (item.kind !== 'map') return undefined;
    const value = get(item, 'value');
    operations.push({
      op: textOf(get(item, 'op')) ?? '',
      path: textOf(get(item, 'path')) ?? '',
      from: textOf(get(item, 'from')) ?? '',
      ...(value === undefined ? {} : { value: asYaml11(value) }),
      place: item.place,
    });
  }
  return operations;
}

/** JSON patches are read as YAML 1.1, where `yes` is true. */
function asYaml11(node: BuildNode): BuildNode {
  const copy = copyOf(node);
  visitScalars(copy, (each) => {
    if (!each.quoted && (each.tag === 'str' || each.tag === 'timestamp'))
      Object.assign(each, readIn11(each.value));
  });
  return copy;
}

function visitScalars(node: BuildNode, visit: (node: Extract<BuildNode, { kind: 'scalar' }>) => void): void {
  if (node.kind === 'scalar') visit(node);
  else if (node.kind === 'list') for (const item of node.items) visitScalars(item, visit);
  else for (const { value } of node.fields) visitScalars(value, visit);
}

/**
 * An object with the operations applied.
 *
 * @throws {BuildFault} where one cannot be applied, which stops the build
 */
export function patched(object: Mapping, operations: readonly Operation[]): Mapping {
  const root = copyOf(object);
  for (const operation of operations) apply(root, operation);
  visitScalars(root, canonical);
  return root;
}

/** Kustomize takes the object to JSON and back: quotes are then where YAML needs them. */
function canonical(node: Extract<BuildNode, { kind: 'scalar' }>): void {
  const type = typeOf(node);
  if (type === 'other') return;
  node.value = jsonText(node.value, type);
  node.tag = type === 'timestamp' ? 'str' : type === 'int' ? resolveWord(node.value, '1.2') : type;
  node.quoted = node.tag === 'str' && needsQuotes(node.value, '1.2');
}

function apply(root: Mapping, operation: Operation): void {
  switch (operation.op) {
    case 'add':
      add(root, operation.path, operandOf(operation), operation);
      return;
    case 'remove':
      take(root, operation.path, operation);
      return;
    case 'replace':
      demand(root, operation.path, operation);
      set(root, operation.path, operandOf(operation), operation);
      return;
    case 'move': {
      add(root, operation.path, take(root, operation.from, operation), operation);
      return;
    }
    case 'copy':
      add(root, operation.path, copyOf(demand(root, operation.from, operation)), operation);
      return;
    case 'test':
      test(root, operation);
      return;
    default:
      throw new BuildFault(
        `a JSON patch has no operation ${operation.op}`,
        operation.place,
        'write add, remove, replace, move, copy or test',
      );
  }
}

function operandOf({ value, place }: Operation): BuildNode {
  return value === undefined ? scalar('null', place, 'null') : copyOf(value);
}

interface Address {
  readonly parent: Mapping | Sequence;
  readonly key: string;
}

function addressOf(root: Mapping, path: string, { place }: Operation): Address {
  if (!path.startsWith('/')) {
    throw new BuildFault(`the path ${path} leads nowhere`, place, 'begin it with /');
  }
  const keys = path
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const key = keys.pop() ?? '';
  let node: BuildNode | undefined = root;
  for (const step of keys)
    node = node?.kind === 'list' ? node.items[indexOf(step, node.items.length)] : get(node, step);
  if (node === undefined || node.kind === 'scalar') {
    throw new BuildFault(
      `the object has nothing at ${path.slice(0, path.lastIndexOf('/'))}`,
      place,
      'add the map or list above it first',
    );
  }
  return { parent: node, key };
}

/** Index that a step means; negative ones count from the end. */
function indexOf(step: string, length: number): number {
  if (!/^-?\d{1,9}$/.test(step)) return -1;
  const index = Number(step);
  return index < 0 ? index + length : index;
}

function valueAt({ parent, key }: Address): BuildNode | undefined {
  return parent.kind === 'list' ? parent.items[indexOf(key, parent.items.length)] : get(parent, key);
}

/** The value at a path. A map that lacks the last key counts as having null there; a list is not so forgiving. */
function demand(root: Mapping, path: string, operation: Operation): BuildNode {
  const address = addressOf(root, path, operation);
  const found = valueAt(address);
  if (found !== undefined) return found;
  if (address.parent.kind === 'list') throw missing(path, operation);
  return scalar('null', operation.place, 'null');
}

function missing(path: string, { op, place }: Operation): BuildFault {
  return new BuildFault(
    `the object has nothing at ${path}`,
    place,
    op === 'replace' ? 'write op: add' : 'name a path that is there',
  );
}

function set(root: Mapping, path: string, value: BuildNode, operation: Operation): void {
  const { parent, key } = addressOf(root, path, operation);
  if (parent.kind === 'list') parent.items[indexOf(key, parent.items.length)] = value;
  else put(parent, key, value, value.place);
}

function add(root: Mapping, path: string, value: BuildNode, operation: Operation): void {
  const { parent, key } = addressOf(root, path, operation);
  if (parent.kind === 'map') put(parent, key, value, value.place);
  else if (key === '-') parent.items.push(value);
  else {
    const index = indexOf(key, parent.items.length + 1);
    if (index < 0 || index > parent.items.length) throw missing(path, operation);
    parent.items.splice(index, 0, value);
  }
}

function take(root: Mapping, path: string, operation: Operation): BuildNode {
  const address = addressOf(root, path, operation);
  const found = valueAt(address);
  if (found === undefined) throw missing(path, operation);
  const { parent, key } = address;
  if (parent.kind === 'list') parent.items.splice(indexOf(key, parent.items.length), 1);
  else remove(parent, key);
  return found;
}

function test(root: Mapping, operation: Operation): void {
  const { parent, key } = addressOf(root, operation.path, operation);
  if (parent.kind === 'list' && !/^-?\d+$/.test(key)) throw missing(operation.path, operation);
  const found =
    parent.kind === 'map' && fieldOf(parent, key) === undefined ? undefined : valueAt({ parent, key });
  const wanted = operation.value === undefined ? null : dataOf(operation.value);
  const held = found === undefined ? null : dataOf(found);
  if (JSON.stringify(sortedKeys(held)) !== JSON.stringify(sortedKeys(wanted))) {
    throw new BuildFault(
      `the test at ${operation.path} does not hold`,
      operation.place,
      'take the test out, or mend its value',
    );
  }
}
