import { at, readYaml } from '../../documents';
import { fluxGroup, normalizePath } from '../../flux';
import type { Repository } from './repository';

/**
 * A folder as the repository that its Flux Kustomizations take it for: their paths may begin above it, at the root of the repository
 * that it is a part of, or below it, at the root of a source that holds one of its folders only.
 *
 * @param files texts by their path from the folder
 * @param nameOf name by which findings call a file, by its path from the folder
 * @param above path that the folder has where no Kustomization says it
 */
export function repositoryOf(
  base: string,
  files: ReadonlyMap<string, string>,
  nameOf: (path: string) => string,
  above = '',
): Repository & { readonly prefix: string } {
  const { prefix = above, folder } = fluxRoot(files);
  if (folder !== '') {
    const inside = [...files].filter(([path]) => path.startsWith(`${folder}/`));
    return {
      base,
      prefix: '',
      // What lies beside the root of what Flux reads belongs to no source.
      files: new Map(inside.map(([path, text]) => [path.slice(folder.length + 1), text])),
      nameOf: (path) => nameOf(`${folder}/${path}`),
    };
  }
  return {
    base,
    prefix,
    files: prefix === '' ? files : new Map([...files].map(([path, text]) => [`${prefix}/${path}`, text])),
    nameOf: (path) => nameOf(path.startsWith(`${prefix}/`) ? path.slice(prefix.length + 1) : path),
  };
}

/** Where the root is that paths of Flux Kustomizations begin at. */
interface FluxRoot {
  /** What the paths have before this folder, where it is a folder of a repository. */
  readonly prefix?: string;
  /** The folder inside this one that the paths begin at, where a source holds only a part; empty where they begin here. */
  readonly folder: string;
}

function fluxRoot(files: ReadonlyMap<string, string>): FluxRoot {
  const folders = foldersOf(files);
  const tops = new Set([...folders].filter((folder) => !folder.includes('/')));
  const prefixes = new Map<string, number>();
  const inner = new Map<string, number>();
  for (const written of fluxPaths(files)) {
    const parts = (normalizePath(written) ?? '').split('/').filter((part) => part !== '');
    if (parts.length === 0) continue;
    const prefix = prefixFor(parts, folders);
    if (prefix !== undefined) prefixes.set(prefix, (prefixes.get(prefix) ?? 0) + 1);
    if (prefix === '') continue;
    for (const top of tops) {
      if (folders.has([top, ...parts].join('/'))) inner.set(top, (inner.get(top) ?? 0) + 1);
    }
  }
  const here = prefixes.get('') ?? 0;
  const [best] = [...inner].sort(([, a], [, b]) => b - a);
  const [before] = [...prefixes].filter(([prefix]) => prefix !== '').sort(([, a], [, b]) => b - a);
  if (best !== undefined && best[1] > 10 * here && best[1] >= (before?.[1] ?? 0)) return { folder: best[0] };
  return before !== undefined && before[1] > here ? { prefix: before[0], folder: '' } : { folder: '' };
}

/** The paths that Flux Kustomizations have in files. */
function* fluxPaths(files: ReadonlyMap<string, string>): Generator<string> {
  for (const [path, text] of files) {
    if (!/\.ya?ml$/.test(path) || !text.includes(fluxGroup)) continue;
    for (const { data } of readYaml(path, text).documents) {
      const written = at(data, ['spec', 'path']);
      if (typeof written === 'string') yield written;
    }
  }
}

function prefixFor(parts: readonly string[], folders: ReadonlySet<string>): string | undefined {
  for (let from = 0; from < parts.length; from += 1) {
    if (folders.has(parts.slice(from).join('/'))) return parts.slice(0, from).join('/');
  }
  return undefined;
}

function foldersOf(files: ReadonlyMap<string, string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of files.keys()) {
    let end = path.lastIndexOf('/');
    for (; end > 0 && !folders.has(path.slice(0, end)); end = path.lastIndexOf('/', end - 1))
      folders.add(path.slice(0, end));
  }
  return folders;
}
