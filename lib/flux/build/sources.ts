import type { FileTree } from './files';
import { folderOf } from './flux';
import { dig, type Mapping, textOf } from './nodes';

/** A source of the cluster. */
export interface KnownSource {
  readonly kind: string;
  /** `namespace/name`. */
  readonly name: string;
  readonly url: string;
}

/** Whether a Flux Kustomization reads this tree, as far as its sources tell. */
export function isThisTree(object: Mapping, sources: readonly KnownSource[], tree: FileTree): boolean {
  const kind = textOf(dig(object, 'spec', 'sourceRef', 'kind')) ?? 'GitRepository';
  const folder = folderOf(object);
  const isHere = folder !== '' && tree.folder(folder) !== undefined;
  if (kind !== 'GitRepository') return isHere;
  const namespace =
    textOf(dig(object, 'spec', 'sourceRef', 'namespace')) ??
    textOf(dig(object, 'metadata', 'namespace')) ??
    '';
  const name = `${namespace}/${textOf(dig(object, 'spec', 'sourceRef', 'name')) ?? ''}`;
  const source = sources.find((each) => each.kind === kind && each.name === name);
  const [first] = sources.filter((each) => each.kind === kind);
  if (source === undefined || first === undefined) return true;
  return isHere || sameRepository(source.url, first.url);
}

function sameRepository(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

/** An address without scheme, user and ending. */
function plain(url: string): string {
  return url
    .toLowerCase()
    .replace(/^[a-z+]+:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(/\.git$/, '')
    .replace(':', '/');
}
