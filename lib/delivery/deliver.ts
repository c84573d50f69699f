import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { checkTree } from './check-tree';
import { kustomizationFile, renderFiles } from './files';
import { takeLock } from './lock';
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
 * Checks a tree, writes it beside the output and puts it in the output's place, in time linear in the tree. Until the
 * last moment the output is the former tree; when anything fails, it stays so. A run killed between the two renames is
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
  return withLock(options, places.work, () => {
    const recovery = recoverSwap(places);
    refuseOutput(places.output);
    refuseStrangers(places.output);
    const files = renderFiles(tree);
    if (holdsExactly(places.output, files)) return { changed: false, files: files.length, recovery };
    writeFiles(places.next, files);
    swap(places);
    return { changed: true, files: files.length, recovery };
  });
}

/**
 * Finishes what a killed run left beside an output folder. `deliver` does this itself; other readers of the output
 * call it first, since a killed run may have left the output missing.
 */
export function recover(output: string, patience?: number): Recovery {
  const places = swapPlaces(output);
  if (!existsSync(places.work)) return 'nothing';
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

/** What otelflux writes is folders with a kustomization.yaml; anything else in the output would be lost. */
function refuseStrangers(output: string): void {
  if (!existsSync(output)) return;
  const strangers = readdirSync(output, { withFileTypes: true })
    .filter((entry) => !desktopFiles.has(entry.name))
    .filter((entry) => !entry.isDirectory() || !existsSync(join(output, entry.name, kustomizationFile)))
    .map((entry) => entry.name);
  if (strangers.length > 0) {
    refuse(
      `output ${output} holds what otelflux did not write (${strangers.sort().join(', ')}), and the whole output is replaced: move it elsewhere, or give another folder`,
    );
  }
}

/** Whether a folder holds these files, byte for byte, and no others. */
function holdsExactly(output: string, files: readonly RenderedFile[]): boolean {
  if (!existsSync(output)) return false;
  const found = listFiles(output);
  if (found === undefined || found.size !== files.length) return false;
  return files.every(
    ({ path, text }) => found.has(path) && readFileSync(join(output, path), 'utf8') === text,
  );
}

/** All files below a folder, relative, with `/`; undefined where something is neither file nor folder. */
function listFiles(root: string): Set<string> | undefined {
  const files = new Set<string>();
  for (const entry of readdirSync(root, { withFileTypes: true, recursive: true })) {
    if (entry.isDirectory()) continue;
    if (!entry.isFile()) return undefined;
    const path = relative(root, join(entry.parentPath, entry.name));
    files.add(sep === '/' ? path : path.split(sep).join('/'));
  }
  return files;
}

function writeFiles(root: string, files: readonly RenderedFile[]): void {
  const made = new Set<string>();
  for (const { path, text } of files) {
    const target = resolve(root, path);
    const folder = dirname(target);
    if (!made.has(folder)) {
      mkdirSync(folder, { recursive: true });
      made.add(folder);
    }
    writeFileSync(target, text, { flag: 'wx' });
  }
}
