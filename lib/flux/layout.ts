import { groupBy, once } from '../documents';

/** What a folder of the environment's tree holds. */
export interface InventoryFolder {
  /** File names, without folder. */
  readonly files: ReadonlySet<string>;
  /** `resources` of its kustomization.yaml, as written; absent where it has none. */
  readonly resources?: readonly string[];
}

/** Folders of a tree by their path relative to its root; the root is the empty text. */
export type FolderInventory = ReadonlyMap<string, InventoryFolder>;

/** What one Flux Kustomization applies. */
export interface AppliedTree {
  /** Folders of which files are applied. */
  readonly folders: ReadonlySet<string>;
  /** Files that are applied, as `folder/file`. */
  readonly files: ReadonlySet<string>;
  /** Entries of a kustomization.yaml that lead nowhere. */
  readonly missing: readonly { readonly folder: string; readonly entry: string; readonly index: number }[];
}

/**
 * A path in its shortest form, without `./`, doubled or trailing slashes.
 *
 * @param isHeld whether `..` at the root stays there, as in a source of Flux. Default: undefined where a path leaves the root
 */
export function normalizePath(path: string, isHeld = false): string | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined && !isHeld) return undefined;
  }
  return parts.join('/');
}

/** Folder of a path; empty for the root. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Joins a folder and a relative path of a kustomization.yaml. */
export function joinPath(folder: string, path: string): string | undefined {
  return normalizePath(folder === '' ? path : `${folder}/${path}`);
}

/**
 * Part that the paths of an environment's Kustomizations have before the folders of its tree, for instance
 * `dist/develop`: the one on which most paths agree. Undefined where no path ends in a folder of the tree.
 */
export function environmentRoot(paths: readonly string[], folders: Iterable<string>): string | undefined {
  const known = new Set(folders);
  const votes = new Map<string, number>();
  for (const path of paths) {
    const parts = (normalizePath(path) ?? '').split('/').filter((part) => part !== '');
    for (let length = 1; length <= parts.length; length += 1) {
      if (!known.has(parts.slice(-length).join('/'))) continue;
      const root = parts.slice(0, -length).join('/');
      votes.set(root, (votes.get(root) ?? 0) + 1);
    }
  }
  let best: string | undefined;
  for (const [root, count] of votes) {
    if (best === undefined || count > (votes.get(best) ?? 0)) best = root;
  }
  return best;
}

/** Folder of the tree that a Kustomization's path means, the root as empty text; undefined where it lies elsewhere. */
export function folderOfPath(path: string, root: string): string | undefined {
  const normal = normalizePath(path);
  if (normal === undefined) return undefined;
  if (root === '') return normal;
  if (normal === root) return '';
  return normal.startsWith(`${root}/`) ? normal.slice(root.length + 1) : undefined;
}

/**
 * What Flux applies from a folder: with a kustomization.yaml what it lists, without one every YAML file below, folders
 * with a kustomization.yaml of their own as one unit.
 */
export function appliedTree(start: string, inventory: FolderInventory): AppliedTree {
  const folders = new Set<string>();
  const files = new Set<string>();
  const missing: { folder: string; entry: string; index: number }[] = [];
  const open = [start];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    if (folders.has(folder)) continue;
    folders.add(folder);
    const own = inventory.get(folder);
    if (own?.resources === undefined) {
      for (const file of own?.files ?? []) files.add(joinPath(folder, file) ?? file);
      open.push(...childFolders(folder, inventory));
      continue;
    }
    own.resources.forEach((entry, index) => {
      if (/^[a-z]+:\/\//.test(entry)) return;
      const target = joinPath(folder, entry);
      if (target === undefined) return;
      if (inventory.has(target)) open.push(target);
      else if (isFile(target, inventory)) files.add(target);
      else missing.push({ folder, entry, index });
    });
  }
  return { folders, files, missing };
}

function isFile(path: string, inventory: FolderInventory): boolean {
  return inventory.get(parentOf(path))?.files.has(path.slice(path.lastIndexOf('/') + 1)) ?? false;
}

const childrenIn = once((inventory: FolderInventory) =>
  groupBy(
    [...inventory.keys()].filter((path) => path !== ''),
    parentOf,
  ),
);

function childFolders(folder: string, inventory: FolderInventory): readonly string[] {
  return childrenIn(inventory).get(folder) ?? [];
}
