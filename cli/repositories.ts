import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, posix, resolve } from 'node:path';
import type { Source } from '../lib/checks';
import { sortedBy } from '../lib/documents';
import { isKustomizationPath } from '../lib/flux';
import { type Repository, repositoryOf } from '../lib/platform';

/** Larger files are no manifests, and no configuration that one is generated from. */
const largestFile = 4 * 1024 * 1024;
const passedOver = new Set(['.git', 'node_modules']);

/**
 * The folders among the inputs with everything in them: kustomize reads more than YAML, and names what lies beside a folder.
 *
 * @param sources what was read of the folders already
 */
export function readRepositories(paths: readonly string[], sources: readonly Source[]): Repository[] {
  return paths.flatMap((path) => (path !== '-' && isFolder(path) ? [readRepository(path, sources)] : []));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function readRepository(base: string, sources: readonly Source[]): Repository {
  const known = new Map(
    sources.flatMap(({ name, text }) => (text === undefined ? [] : [[name, text] as const])),
  );
  const inside = filesBelow(base, '', known);
  const nameOf = (path: string) => join(base, path);
  const repository = repositoryOf(base, inside, nameOf, lastFolders(base, deepestEscape(inside)));
  const { prefix } = repository;
  const files = new Map(repository.files);
  const above = prefix === '' ? 0 : prefix.split('/').length;
  for (const target of escapes(inside)) addOutside(files, base, prefix, target, above);
  return prefix === ''
    ? { ...repository, files }
    : { ...repository, files, nameOf: (path) => nameOf(posix.relative(prefix, path)) };
}

/** Texts below a folder by their path from it. */
function filesBelow(
  base: string,
  folder: string,
  known: ReadonlyMap<string, string>,
  found = new Map<string, string>(),
): Map<string, string> {
  const entries = readdirSync(join(base, folder), { withFileTypes: true });
  for (const entry of sortedBy(entries, ({ name }) => name)) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!passedOver.has(entry.name)) filesBelow(base, path, known, found);
    } else if (entry.isFile()) {
      const text = known.get(join(base, path)) ?? textOf(join(base, path));
      if (text !== undefined) found.set(path, text);
    }
  }
  return found;
}

function textOf(path: string): string | undefined {
  try {
    if (statSync(path).size > largestFile) return '';
    const content = readFileSync(path);
    // Something that is no text may be generated from, and must be there for that.
    return isUtf8(content) && !content.subarray(0, 8192).includes(0) ? content.toString('utf8') : '';
  } catch {
    // What cannot be read is not there for the build.
    return undefined;
  }
}

/** Paths that kustomization files name outside of the folder, from it: `../base`. */
function escapes(files: ReadonlyMap<string, string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [path, text] of files) {
    if (!isKustomizationPath(path) || !text.includes('../')) continue;
    for (const [written] of text.matchAll(/(?:\.\.\/)+[\w./-]*/g)) {
      const target = posix.join(posix.dirname(path), written);
      if (target.startsWith('../')) found.add(target.replace(/\/$/, ''));
    }
  }
  return found;
}

function deepestEscape(files: ReadonlyMap<string, string>): number {
  return Math.max(
    0,
    ...[...escapes(files)].map((path) => path.split('/').filter((part) => part === '..').length),
  );
}

function lastFolders(base: string, depth: number): string {
  let path = resolve(base);
  const parts: string[] = [];
  for (let at = 0; at < depth && dirname(path) !== path; at += 1) {
    parts.unshift(basename(path));
    path = dirname(path);
  }
  return parts.join('/');
}

/** Adds what a folder outside holds, and what that names in turn. */
function addOutside(
  files: Map<string, string>,
  base: string,
  prefix: string,
  target: string,
  above: number,
): void {
  const climbs = target.split('/').filter((part) => part === '..').length;
  const key = posix.join(prefix, target);
  if (climbs > above || key.startsWith('..') || files.has(key)) return;
  const path = join(base, target);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() === true) {
    const text = textOf(path);
    if (text !== undefined) files.set(key, text);
    return;
  }
  if (found?.isDirectory() !== true) return;
  const below = filesBelow(path, '', new Map());
  for (const [name, text] of below) files.set(posix.join(key, name), text);
  for (const next of escapes(below)) {
    const further = posix.join(target, next);
    if (further.startsWith('../') && !files.has(posix.join(prefix, further)))
      addOutside(files, base, prefix, further, above);
  }
}
