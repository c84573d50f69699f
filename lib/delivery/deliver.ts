import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, posix, resolve, sep } from 'node:path';
import { firstOf } from '../documents';
import { checkTree } from './check-tree';
import { renderFiles } from './files';
import { takeLock } from './lock';
import { entriesBelow } from './plain-file';
import { unreachedProblems } from './reach';
import { isAsWritten, readRecord, recordFile, recordOf } from './record';
import { type Recovery, recoverSwap, swap, swapPlaces } from './swap';
import type { RenderedFile, Tree } from './tree';

/** A tree that must not be written, or a place that must not be written to. */
export class DeliveryRefused extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'DeliveryRefused';
  }
}

export interface DeliverOptions {
  /** Folder that the tree replaces, absolute or relative to the working directory: `dist`. */
  readonly output: string;
  /** Environments of the former tree that stay as they are, whatever else is written. Default: none. */
  readonly keep?: readonly string[];
  /** How long to wait for another run on the same output, in milliseconds. Default: 10 seconds. */
  readonly patience?: number;
}

/** What `deliver` did. */
export interface Delivered {
  /** False where the output held exactly this tree already; then not a file is touched. */
  readonly changed: boolean;
  /** Number of files of the tree. */
  readonly files: number;
  /** What was left of an earlier run that was killed. */
  readonly recovery: Recovery;
}

/**
 * Checks a tree, writes it beside the output and puts it in the output's place, in time linear in the tree; where all
 * that differs lies in one folder, that folder alone. Until the last moment the output is the former tree; when anything
 * fails, it stays so. It owns the files that it wrote, listed
 * with their hashes in `.otelflux.sha256` in the output, and deletes no others. A run killed between the two renames is
 * completed or rolled back by the next call.
 * @throws UnwritableDocument with all documents that YAML cannot hold
 * @throws DeliveryRefused with all problems of the tree, or where the output is a symbolic link, no folder, or holds
 *   what otelflux did not write
 * @throws Locked when another run works on the same output
 */
export function deliver(tree: Tree, options: DeliverOptions): Delivered {
  const problems = checkTree(tree);
  if (problems.length > 0) throw new DeliveryRefused(problems);
  const places = swapPlaces(options.output);
  refuseOutput(places.output);
  refuseWorkLink(places.work);
  return withLock(options, places.work, () => {
    const recovery = recoverSwap(places);
    refuseOutput(places.output);
    const found = listFiles(places.output);
    const rendered = renderFiles(tree);
    const lost = unreachedProblems(tree, rendered);
    if (lost.length > 0) throw new DeliveryRefused(lost);
    const files = [...rendered, ...keptFiles(places.output, found, options.keep ?? [])];
    const record = recordOf(files);
    const all = [...files, record];
    const same = filesAsTheyAre(places.output, found, all);
    if (same.size === all.length && found.length === all.length)
      return { changed: false, files: files.length, recovery };
    refuseLosses(places.output, found, all);
    const part = differingFolder(places.output, found, all, same);
    writeFiles(places.next, filesBelow(part, all), (path) =>
      same.has(posix.join(part, path)) ? join(places.output, part, path) : undefined,
    );
    if (part !== '') writeFileSync(places.nextRecord, record.text, { flag: 'wx' });
    swap(places, part);
    return { changed: true, files: files.length, recovery };
  });
}

/** Files of environments that stay as they are. */
function keptFiles(output: string, found: readonly FoundFile[], keep: readonly string[]): RenderedFile[] {
  return found
    .filter(({ path, plain }) => plain && keep.some((environment) => path.startsWith(`${environment}/`)))
    .map(({ path }) => ({ path, text: readFileSync(join(output, path), 'utf8') }));
}

/**
 * Finishes what a killed run left beside an output folder. `deliver` does this itself; other readers of the output
 * call it first, since a killed run may have left the output missing.
 */
export function recover(output: string, patience?: number): Recovery {
  const places = swapPlaces(output);
  if (!existsSync(places.work)) return 'nothing';
  refuseWorkLink(places.work);
  return withLock({ output, patience }, places.work, () => recoverSwap(places));
}

function withLock<T>(options: DeliverOptions, work: string, action: () => T): T {
  const lock = takeLock(work, options.patience);
  try {
    return action();
  } finally {
    lock.release();
  }
}

function refuse(problem: string): never {
  throw new DeliveryRefused([problem]);
}

/** What lies beside the output is deleted after a run, so it must lie there. */
function refuseWorkLink(work: string): void {
  const found = lstatSync(work, { throwIfNoEntry: false });
  if (found !== undefined && !found.isDirectory())
    refuse(`${work} is not a folder, and otelflux works there: delete it`);
}

/** The output is replaced as a whole, so it must be a folder of its own. */
function refuseOutput(output: string): void {
  const found = lstatSync(output, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) {
    refuse(
      `output ${output} is a symbolic link, and replacing it would lose where it points: give the folder itself`,
    );
  }
  if (found !== undefined && !found.isDirectory()) refuse(`output ${output} is a file: give a folder`);
  const here = realpathSync(process.cwd());
  const place = found === undefined ? output : realpathSync(output);
  if (here === place || here.startsWith(place.endsWith(sep) ? place : place + sep)) {
    refuse(
      `output ${output} holds the working directory, and the whole output is replaced: give a folder of its own`,
    );
  }
}

/** Left by desktops in every folder that they show. */
const desktopFiles = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

/**
 * Replacing the output must lose nothing of others. Synth owns what its record lists; a file with the very content that
 * would be written may be taken over. A file that it owns and still writes is written anew, whatever was edited in it.
 */
function refuseLosses(output: string, found: readonly FoundFile[], files: readonly RenderedFile[]): void {
  const owned = readRecord(output);
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const strangers: string[] = [];
  const edited: string[] = [];
  for (const { path, plain } of found) {
    if (path === recordFile || desktopFiles.has(basename(path))) continue;
    const sums = owned?.get(path);
    if (!plain || sums === undefined) {
      if (!plain || readFileSync(join(output, path), 'utf8') !== texts.get(path)) strangers.push(path);
    } else if (!texts.has(path) && !isAsWritten(join(output, path), sums)) edited.push(path);
  }
  const problems = [
    ...(strangers.length === 0 ? [] : [strangerProblem(output, strangers, owned !== undefined)]),
    ...(edited.length === 0
      ? []
      : [
          `output ${output} would lose ${named(edited)}, edited since synth wrote it and no longer part of the tree: move it elsewhere, or delete it`,
        ]),
  ];
  if (problems.length > 0) throw new DeliveryRefused(problems);
}

function strangerProblem(output: string, strangers: readonly string[], hasRecord: boolean): string {
  const what = `output ${output} holds what otelflux did not write (${named(strangers)}), and the whole output is replaced: move it elsewhere, or give another folder`;
  return hasRecord
    ? what
    : `${what}. There is no record of what synth wrote (${recordFile}): if everything in it was generated, delete ${output} and run again`;
}

/** Paths for a message, not more than a few. */
function named(paths: readonly string[]): string {
  return firstOf([...paths].sort(), 8);
}

/** Paths of the files that the output holds already, byte for byte. */
function filesAsTheyAre(
  output: string,
  found: readonly FoundFile[],
  files: readonly RenderedFile[],
): ReadonlySet<string> {
  const plain = new Set(found.flatMap((file) => (file.plain ? [file.path] : [])));
  const same = files.filter(
    ({ path, text }) => plain.has(path) && readFileSync(join(output, path), 'utf8') === text,
  );
  return new Set(same.map(({ path }) => path));
}

/**
 * The smallest folder that holds every difference, before and after; the record beside. Empty for the output as a whole.
 */
function differingFolder(
  output: string,
  found: readonly FoundFile[],
  files: readonly RenderedFile[],
  same: ReadonlySet<string>,
): string {
  const wanted = new Set(files.map(({ path }) => path));
  const differing = [
    ...files.filter(({ path }) => !same.has(path)),
    ...found.filter(({ path }) => !wanted.has(path)),
  ].flatMap(({ path }) => (path === recordFile ? [] : [path]));
  if (!found.some(({ path, plain }) => plain && path === recordFile)) return '';
  let parts = commonFolder(differing);
  while (parts.length > 0 && !isKeptFolder(output, parts.join('/'), files)) parts = parts.slice(0, -1);
  return parts.join('/');
}

/** The steps to the deepest folder that all files lie in. */
function commonFolder(paths: readonly string[]): readonly string[] {
  const folders = paths.map((path) => path.split('/').slice(0, -1));
  const [first = []] = folders;
  const length = first.findIndex((step, i) => folders.some((folder) => folder[i] !== step));
  return length < 0 ? first : first.slice(0, length);
}

/** Whether a folder is there before and after. */
function isKeptFolder(output: string, path: string, files: readonly RenderedFile[]): boolean {
  return (
    lstatSync(join(output, path), { throwIfNoEntry: false })?.isDirectory() === true &&
    files.some((file) => file.path.startsWith(`${path}/`))
  );
}

/** Files below a folder, by their paths in it. */
function filesBelow(folder: string, files: readonly RenderedFile[]): readonly RenderedFile[] {
  if (folder === '') return files;
  const prefix = `${folder}/`;
  return files
    .filter(({ path }) => path.startsWith(prefix))
    .map((file) => ({ ...file, path: file.path.slice(prefix.length) }));
}

/** What is in the output, apart from folders. */
interface FoundFile {
  /** Relative to the output, with `/`. */
  readonly path: string;
  /** False for links, pipes and the like. */
  readonly plain: boolean;
}

function listFiles(root: string): FoundFile[] {
  if (!existsSync(root)) return [];
  const files = entriesBelow(root).map(({ path, isFile }) => ({ path, plain: isFile }));
  return [...files, ...emptyFolders(root)];
}

/** A folder at the top, which would be an environment, is somebody's even without a file. */
function emptyFolders(root: string): FoundFile[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(join(root, entry.name)).length === 0)
    .map((entry) => ({ path: entry.name, plain: false }));
}

/**
 * @param held where a file lies already with this very text: it gets a second name, which costs less than a second file, and the
 *   first one goes with the former tree
 */
function writeFiles(
  root: string,
  files: readonly RenderedFile[],
  held: (path: string) => string | undefined,
): void {
  const made = new Set<string>();
  for (const { path, text } of files) {
    const target = resolve(root, path);
    const folder = dirname(target);
    if (!made.has(folder)) {
      mkdirSync(folder, { recursive: true });
      made.add(folder);
    }
    const source = held(path);
    if (source === undefined || !isLinked(source, target)) writeFileSync(target, text, { flag: 'wx' });
  }
}

/** Some file systems know no second names, and some users may not give them. */
function isLinked(source: string, target: string): boolean {
  try {
    linkSync(source, target);
    return true;
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return false;
    throw error;
  }
}
