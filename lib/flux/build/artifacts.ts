import { FileTree } from './files';
import { nameIn } from './flux';
import { dig, get, itemsOf, type Mapping, textOf } from './nodes';

/**
 * The tree of an artifact that an ArtifactGenerator of the cluster puts together out of this tree. Undefined where it takes other
 * sources, or copies in a way that is not read here.
 */
export function artifactTree(
  generator: Mapping,
  name: string,
  tree: FileTree,
  isOwn: (kind: string, name: string) => boolean,
): FileTree | undefined {
  const own = new Set(
    itemsOf(dig(generator, 'spec', 'sources'))
      .filter((source) => isOwn(textOf(get(source, 'kind')) ?? '', nameIn(source, generator)))
      .map((source) => textOf(get(source, 'alias')) ?? ''),
  );
  const artifact = itemsOf(dig(generator, 'spec', 'artifacts')).find(
    (each) => textOf(get(each, 'name')) === name,
  );
  if (artifact === undefined) return undefined;
  const originals = new Map<string, string>();
  for (const copy of itemsOf(get(artifact, 'copy'))) {
    const copied = copiedFiles(textOf(get(copy, 'from')) ?? '', textOf(get(copy, 'to')) ?? '', own, tree);
    if (
      copied === undefined ||
      get(copy, 'exclude') !== undefined ||
      textOf(get(copy, 'strategy')) === 'Merge'
    )
      return undefined;
    for (const [to, from] of copied) originals.set(to, from);
  }
  const original = (path: string) => originals.get(path) ?? path;
  const files = new Map([...originals].map(([to, from]) => [to, tree.content(from) ?? null]));
  return new FileTree(
    files,
    (path) => tree.name(original(path)),
    (path) => tree.use(original(path)),
  );
}

/** Where each file goes: `@alias/folder/**` means what is in the folder, anything without a pattern one file. */
function copiedFiles(
  from: string,
  to: string,
  own: ReadonlySet<string>,
  tree: FileTree,
): [to: string, from: string][] | undefined {
  const source = /^@([^/]+)\/(.*)$/.exec(from);
  const target = /^@artifact\/(.*)$/.exec(to);
  if (source === null || target === null || !own.has(source[1] ?? '')) return undefined;
  const [path, into] = [source[2] ?? '', target[1] ?? ''];
  if (path === '**' || path.endsWith('/**')) {
    const folder = path.slice(0, -2);
    if (/[*?[]/.test(folder)) return undefined;
    const prefix = into === '' || into.endsWith('/') ? into : `${into}/`;
    const inside = tree.paths().filter((each) => each.startsWith(folder));
    return inside.map((each) => [prefix + each.slice(folder.length), each]);
  }
  if (!tree.has(path)) return undefined;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return [[into === '' || into.endsWith('/') ? into + name : into, path]];
}
