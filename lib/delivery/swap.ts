import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isCode } from './lock';
import { staysInside } from './plain-file';
import { recordFile } from './record';

/** The places beside an output folder that a swap works with. All lie in one folder, on the output's own file system. */
export interface SwapPlaces {
  readonly output: string;
  /** Holds all the rest; gone after a run that was not killed. */
  readonly work: string;
  /** The new tree, or the part of it that differs, while it is written. */
  readonly next: string;
  /** The new record where a part is swapped. */
  readonly nextRecord: string;
  /** The former tree between the renames and its deletion. */
  readonly former: string;
  /** Present from just before the first rename until the former tree is deleted. */
  readonly journal: string;
}

/** The places of the swap of an output folder: `.<name>.otelflux` beside it. */
export function swapPlaces(output: string): SwapPlaces {
  const absolute = resolve(output);
  const work = join(dirname(absolute), `.${basename(absolute)}.otelflux`);
  return {
    output: absolute,
    work,
    next: join(work, 'next'),
    nextRecord: join(work, 'next.sha256'),
    former: join(work, 'former'),
    journal: join(work, 'journal.json'),
  };
}

/** A file in the place of a journal that no run wrote whole. */
export class BrokenJournal extends Error {
  constructor(path: string) {
    super(`${path} is not a journal of otelflux: look at what lies beside it, then delete it`);
    this.name = 'BrokenJournal';
  }
}

/** What a swap found of an earlier run that was killed. */
export type Recovery = 'nothing' | 'completed' | 'rolled back' | 'cleaned';

/** Kept in the journal. */
interface Journal {
  /** Whether there was a tree before. */
  readonly hadOutput: boolean;
  /** The folder inside the output that is swapped; empty for the output itself. */
  readonly part: string;
}

/**
 * Puts the tree written to `places.next` in the place of the output by two renames, and deletes the former one.
 * A run killed at any moment leaves what `recoverSwap` needs.
 *
 * @param part a folder inside the output that takes its place instead; the record written to `places.nextRecord` follows it
 */
export function swap(places: SwapPlaces, part = ''): void {
  const target = join(places.output, part);
  const hadOutput = exists(target);
  writeJournal(places.journal, { hadOutput, part });
  if (hadOutput) move(target, places.former);
  try {
    move(places.next, target);
  } catch (error) {
    if (hadOutput) renameSync(places.former, target);
    throw error;
  }
  if (part !== '') swapRecord(places, target);
  syncFolder(dirname(target));
  clean(places);
}

function swapRecord(places: SwapPlaces, target: string): void {
  try {
    move(places.nextRecord, join(places.output, recordFile));
  } catch (error) {
    renameSync(target, places.next);
    renameSync(places.former, target);
    throw error;
  }
  syncFolder(places.output);
}

/** A rename; network file systems may report that one failed which they made. */
function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (exists(from) || !exists(to)) throw error;
  }
}

/**
 * Finishes what a killed run left: with the output taken away and the new tree in waiting, the swap is completed; with
 * the output still in its place, it stays and the new tree is dropped.
 */
export function recoverSwap(places: SwapPlaces): Recovery {
  dropStrangers(places);
  const journal = readJournal(places.journal);
  const left = [places.former, ...draftsOf(places), places.journal].some(exists);
  if (journal === undefined) {
    if (!left) return 'nothing';
    // Without a journal no rename was made, so whatever is here was never in use.
    if (exists(places.former) && !exists(places.output)) renameSync(places.former, places.output);
    clean(places);
    return 'cleaned';
  }
  const outcome = finish(places, journal);
  clean(places);
  return outcome;
}

/** A run leaves folders and one plain file; a link among them is somebody else's, and leads anywhere. */
function dropStrangers(places: SwapPlaces): void {
  for (const path of [places.next, places.former]) {
    if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === false) rmSync(path);
  }
  for (const path of [places.journal, `${places.journal}.new`, places.nextRecord]) {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found !== undefined && !found.isFile()) rmSync(path, { recursive: true });
  }
}

function finish(places: SwapPlaces, journal: Journal): Recovery {
  const { part } = journal;
  if (part === '') return finishTree(places, journal);
  if (!isFolderInside(places.output, dirname(part))) return 'rolled back';
  const outcome = finishTree({ ...places, output: join(places.output, part) }, journal);
  if (outcome === 'completed' && exists(places.nextRecord))
    renameSync(places.nextRecord, join(places.output, recordFile));
  return outcome;
}

/** Whether a path leads through folders alone; a link on the way leads anywhere. */
function isFolderInside(root: string, path: string): boolean {
  const ways = path === '.' ? [] : path.split('/').map((_, i, parts) => join(root, ...parts.slice(0, i + 1)));
  return [root, ...ways].every((way) => lstatSync(way, { throwIfNoEntry: false })?.isDirectory() === true);
}

function finishTree(places: SwapPlaces, journal: Journal): Recovery {
  const next = exists(places.next);
  if (exists(places.output)) return next ? 'rolled back' : 'completed';
  if (next && (exists(places.former) || !journal.hadOutput)) {
    renameSync(places.next, places.output);
    syncFolder(dirname(places.output));
    return 'completed';
  }
  if (exists(places.former)) {
    renameSync(places.former, places.output);
    return 'rolled back';
  }
  // The output was deleted by somebody else before the first rename.
  return 'rolled back';
}

/** Deletes in an order that keeps every state in between recoverable: the journal goes last. */
function clean(places: SwapPlaces): void {
  rmSync(places.former, { recursive: true, force: true });
  for (const path of draftsOf(places)) rmSync(path, { recursive: true, force: true });
  rmSync(places.journal, { force: true });
}

/** What was never in use unless a journal says so. */
function draftsOf(places: SwapPlaces): string[] {
  return [places.next, places.nextRecord, `${places.journal}.new`];
}

/**
 * Only the journal and the renames are forced to the disk: after a loss of power the tree can be made again, but it
 * must be known which of the two is whole.
 */
function writeJournal(path: string, journal: Journal): void {
  writeDurably(path, JSON.stringify(journal));
}

/** Writes a file such that, after a crash at any moment, it holds all of the text or does not exist. */
export function writeDurably(path: string, text: string): void {
  const draft = `${path}.new`;
  const file = openSync(draft, 'w');
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  syncFolder(dirname(path));
}

function readJournal(path: string): Journal | undefined {
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, 'utf8');
  const [hadOutput, part = ''] = [memberOf(text, 'hadOutput'), memberOf(text, 'part')];
  if (typeof hadOutput !== 'boolean' || typeof part !== 'string' || !(part === '' || staysInside(part)))
    throw new BrokenJournal(path);
  return { hadOutput, part };
}

function memberOf(json: string, member: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? Reflect.get(value, member) : undefined;
  } catch {
    return undefined;
  }
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Forces renames in a folder to the disk, where the system can. */
export function syncFolder(path: string): void {
  let folder: number | undefined;
  try {
    folder = openSync(path, 'r');
    fsyncSync(folder);
  } catch (error) {
    // Windows opens no folders, some network file systems sync none.
    if (!isCode(error, 'EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP', 'EACCES')) throw error;
  } finally {
    if (folder !== undefined) closeSync(folder);
  }
}
