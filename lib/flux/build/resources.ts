import { BuildFault } from './fault';
import {
  type BuildNode,
  copyOf,
  dig,
  get,
  isNilOrEmpty,
  isNull,
  itemsOf,
  type Mapping,
  positionOf,
  textOf,
} from './nodes';
import type { ReadText } from './read';
import { Resource } from './resource';

/**
 * Objects of a text as kustomize takes them: lists are opened, empty documents left out.
 *
 * @throws {BuildFault} where kustomize takes the text for no objects
 */
export function resourcesOf({ documents, fault }: ReadText): Resource[] {
  if (fault !== undefined) throw fault;
  const nodes = documents.filter((node) => !isNilOrEmpty(node));
  return openLists(nodes.length === 1 ? unwrap(nodes[0] as BuildNode) : nodes).map(
    (node) => new Resource(copyOf(node)),
  );
}

/** A `List` that is alone in its file is opened before its items are looked at. */
function unwrap(node: BuildNode): readonly BuildNode[] {
  const kind = textOf(get(node, 'kind'));
  const isList = (kind === 'List' || kind === 'ResourceList') && get(node, 'items') !== undefined;
  return isList ? itemsOf(get(node, 'items')).filter((item) => !isNilOrEmpty(item)) : [node];
}

function openLists(nodes: readonly BuildNode[]): Mapping[] {
  const opened: Mapping[] = [];
  const open = [...nodes];
  for (let node = open.shift(); node !== undefined; node = open.shift()) {
    const object = demandObject(node);
    const items = get(object, 'items');
    if (!(textOf(get(object, 'kind')) ?? '').endsWith('List') || items === undefined) {
      opened.push(object);
    } else if (items.kind === 'list') open.push(...items.items.filter((item) => !isNilOrEmpty(item)));
    else if (!isNull(items)) throw new BuildFault('items is not a list', items.place, 'write a list');
  }
  return opened;
}

function demandObject(node: BuildNode): Mapping {
  const { file = '' } = positionOf(node.place);
  const kind = textOf(get(node, 'kind')) ?? '';
  if (node.kind !== 'map' || kind === '') {
    const message = `${file === '' ? 'this' : file} is applied as objects of Kubernetes, but has no kind`;
    throw new BuildFault(
      message,
      node.place,
      'take the file out of what is applied, or write apiVersion, kind and metadata.name',
    );
  }
  if (!kind.endsWith('List') && isNilOrEmptyText(dig(node, 'metadata', 'name'))) {
    throw new BuildFault(`this ${kind} has no metadata.name`, node.place, 'write metadata.name');
  }
  return node;
}

function isNilOrEmptyText(node: BuildNode | undefined): boolean {
  return isNilOrEmpty(node) || textOf(node) === '';
}
