import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { at, groupBy, readYaml, sortedBy } from '../../documents';
import {
  environmentRoot,
  fluxGroup,
  isKustomizationPath,
  joinPath,
  normalizePath,
  parentOf,
} from '../../flux';
import { gitFiles } from '../git-files';
import { entriesBelow } from '../plain-file';
import { Checkout, GitFailed } from '../publish/git';
import { manifestFile, parseManifest } from '../publish/manifest';
import type { Environments } from './compare';
import { isManifest, type TreeFile, type TreeFiles, treeFile } from './snapshot';
import { UnknownTree } from './unknown-tree';

/**
 * Opens a folder with a tree: one folder an environment, as in `dist`, or one environment itself, as publish writes it.
 * @throws UnknownTree when there is no such folder
 */
export function openFolder(folder: string): Environments {
  if (!existsSync(folder)) throw new UnknownTree(`${folder}: there is no such folder`);
  if (!statSync(folder).isDirectory()) throw new UnknownTree(`${folder} is not a folder`);
  return environmentsOf(readFiles(folder), basename(resolve(folder)));
}

/**
 * Opens a tree as a commit has it; empty where it has none.
 * @param revision a commit, a branch, a tag
 * @param folder of the tree, in the work tree
 * @param beside trees at hand that it is compared with: what is the same there is not fetched
 * @throws UnknownTree when the folder is in no repository, or the revision is none
 */
export function openRevision(
  revision: string,
  folder: string,
  beside: Environments = new Map(),
): Environments {
  const checkout = checkoutAround(folder);
  if (!isRevision(revision, folder)) {
    throw new UnknownTree(`--against ${revision}: neither a folder nor a revision of ${checkout.root}`);
  }
  const path = relative(checkout.root, realParent(folder)).split(sep).join('/');
  return environmentsOf(gitFiles(checkout, revision, path, heldIn(beside)), basename(resolve(folder)));
}

function* heldIn(trees: Environments): Generator<TreeFile> {
  for (const files of trees.values()) yield* files.values();
}

/** Whether a text names a commit of the repository that a folder is in. */
export function isRevision(text: string, folder: string): boolean {
  if (text.startsWith('-')) return false;
  return (
    checkoutAround(folder).ask(['rev-parse', '--verify', '--quiet', `${text}^{commit}`], [1, 128]) !==
    undefined
  );
}

function checkoutAround(folder: string): Checkout {
  try {
    return Checkout.around(existsSync(folder) ? folder : join(folder, '..'));
  } catch (error) {
    if (!(error instanceof GitFailed)) throw error;
    const why = error.isOutside
      ? 'lies in no git repository'
      : `has no history that can be read (${error.message})`;
    throw new UnknownTree(
      `${folder} ${why}, so there is no revision to compare with: give a folder with --against`,
    );
  }
}

/** The folder with symbolic links above it resolved, as git sees it; the folder itself may be missing. */
function realParent(folder: string): string {
  const absolute = resolve(folder);
  return existsSync(absolute)
    ? realpathSync(absolute)
    : join(realpathSync(join(absolute, '..')), basename(absolute));
}

function readFiles(root: string): TreeFiles {
  const files = new Map<string, TreeFile>();
  for (const { path, absolute, isFile } of entriesBelow(root)) {
    if (isFile && !/(?:^|\/)(?:\.git|node_modules)\//.test(path))
      files.set(path, treeFile(readFileSync(absolute)));
  }
  return new Map(sortedBy(files, ([path]) => path));
}

/** Folders that are no tree of environments, but one repository or loose manifests: their names say nothing. */
const unnamed = new WeakSet<Environments>();

/** Sorts files by environment: by first folder, or as one where the root itself is what Flux takes in. */
function environmentsOf(files: TreeFiles, title: string): Environments {
  const manifest = files.get(manifestFile);
  if (manifest !== undefined || files.has('kustomization.yaml')) {
    const owner = manifest === undefined ? undefined : parseManifest(Buffer.from(manifest.read()));
    return new Map([[owner?.environment ?? title, files]]);
  }
  const isFlat = [...files.keys()].some((path) => !path.includes('/') && isManifest(path));
  return isFlat || isOneRepository(files) ? whole(files, title) : byFirstFolder(files);
}

function whole(files: TreeFiles, title: string): Environments {
  const made: Environments = new Map([[title, files]]);
  unnamed.add(made);
  return made;
}

function byFirstFolder(files: TreeFiles): Environments {
  const environments = new Map<string, Map<string, TreeFile>>();
  for (const [path, file] of files) {
    const slash = path.indexOf('/');
    if (slash < 0) continue;
    const environment = environments.get(path.slice(0, slash)) ?? new Map<string, TreeFile>();
    environment.set(path.slice(slash + 1), file);
    environments.set(path.slice(0, slash), environment);
  }
  return environments;
}

/** A tree that was sorted by first folder, as one. */
function asWhole(trees: Environments): Environments {
  if (unnamed.has(trees)) return trees;
  return whole(
    new Map(
      [...trees].flatMap(([name, files]) =>
        [...files].map(([path, file]): [string, TreeFile] => [`${name}/${path}`, file]),
      ),
    ),
    '',
  );
}

/** Whether what lies in one of the first folders leads to another, as that of a cluster to that of its applications. */
function isOneRepository(files: TreeFiles): boolean {
  const folders = new Set([...files.keys()].map(parentOf).flatMap(withParents));
  const firstFolder = (path: string) => path.split('/', 1)[0];
  const deeper = groupBy(
    [...folders].filter((folder) => folder.includes('/')),
    firstFolder,
  );
  return [...files].some(([path, file]) => {
    const first = firstFolder(path) ?? '';
    if (isKustomizationPath(path))
      return [...file.read().matchAll(/(?:\.\.\/)+[\w./-]*/g)].some(([written]) => {
        const target = joinPath(parentOf(path), written);
        return target !== undefined && target !== '' && firstFolder(target) !== first;
      });
    if (!isManifest(path) || !file.read().includes(`${fluxGroup}/v`)) return false;
    const inside = (deeper.get(first) ?? []).map((folder) => folder.slice(first.length + 1));
    return readYaml(path, file.read()).documents.some(({ data }) => {
      const written = at(data, ['spec', 'path']);
      if (typeof written !== 'string') return false;
      return environmentRoot([written], inside) === undefined && folders.has(normalizePath(written) ?? '');
    });
  });
}

function withParents(folder: string): string[] {
  return folder === '' ? [] : [folder, ...withParents(parentOf(folder))];
}

/**
 * Makes two trees comparable: where one of them is a single environment, the other is narrowed to it.
 * @param chosen only this environment
 * @throws UnknownTree when neither has the chosen one
 */
export function matchEnvironments(
  before: Environments,
  after: Environments,
  chosen?: string,
): [Environments, Environments] {
  if (unnamed.has(before) !== unnamed.has(after) && Math.max(before.size, after.size) > 1)
    return matchEnvironments(asWhole(before), asWhole(after), chosen);
  const [former] = before.values();
  const [latter] = after.keys();
  if (before.size === 1 && after.size === 1 && former !== undefined && latter !== undefined) {
    if (unnamed.has(before) || unnamed.has(after)) return [new Map([[latter, former]]), after];
  }
  const [single] =
    before.size === 1 && after.size > 1
      ? before.keys()
      : after.size === 1 && before.size > 1
        ? after.keys()
        : [];
  // A single one of an unknown name is left alone: then everything else counts as added or removed.
  const name =
    chosen ?? (single !== undefined && before.has(single) && after.has(single) ? single : undefined);
  if (name === undefined) return [before, after];
  if (!before.has(name) && !after.has(name)) {
    throw new UnknownTree(
      `--environment ${name}: there are ${[...new Set([...before.keys(), ...after.keys()])].join(', ') || 'none'}`,
    );
  }
  const only = (trees: Environments): Environments => new Map([...trees].filter(([key]) => key === name));
  return [only(before), only(after)];
}
