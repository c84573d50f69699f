import { randomBytes } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Another run holds the lock. */
export class Locked extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Locked';
  }
}

/** A held lock. */
export interface Lock {
  release(): void;
}

interface Holder {
  readonly host: string;
  readonly process: number;
  /** When the process started, as the kernel counts; tells a process from a later one of the same number. */
  readonly started: string;
}

const lockName = /^lock\.(\d+)$/;

/** A lock that another machine left cannot be probed; this is how long it is believed. */
const foreignLifetime = 15 * 60_000;

/**
 * Takes the lock of a folder, waiting for another run for a while. A lock whose process is gone is passed over, so a
 * killed run never blocks the next one.
 *
 * Locks are numbered: whoever finds the highest one dead adds the next. Whoever then sees a second living one steps
 * back, so that two never hold it.
 * @param folder is made where it is missing
 * @param patience how long to wait for a living holder, in milliseconds
 * @throws Locked when another run is still at work
 */
export function takeLock(folder: string, patience = 10_000): Lock {
  const deadline = Date.now() + patience;
  for (;;) {
    const mine = tryLock(folder);
    if (mine !== undefined) return { release: () => releaseLock(folder, mine) };
    if (Date.now() > deadline) {
      const holder = living(folder)[0];
      const who =
        holder?.holder === undefined ? '' : ` (process ${holder.holder.process} on ${holder.holder.host})`;
      throw new Locked(`another run is at work${who}: wait for it, or delete ${folder} if there is none`);
    }
    sleep(20 + Math.random() * 40);
  }
}

/** The path of the lock that this call made, or undefined when somebody else holds it. */
function tryLock(folder: string): string | undefined {
  mkdirSync(folder, { recursive: true });
  const held = locks(folder);
  if (held.some((lock) => lock.alive)) return undefined;
  const number = Math.max(-1, ...held.map((lock) => lock.number)) + 1;
  const mine = join(folder, `lock.${number}`);
  if (!createLock(folder, mine)) return undefined;
  if (living(folder).every((lock) => lock.path === mine)) {
    clearRemains(folder, held);
    return mine;
  }
  rmSync(mine, { force: true });
  return undefined;
}

/** Makes the lock with its content in one step, so that nobody ever reads half of it. */
function createLock(folder: string, path: string): boolean {
  const draft = join(folder, `draft.${process.pid}.${randomBytes(6).toString('hex')}`);
  const holder: Holder = { host: hostname(), process: process.pid, started: startOf(process.pid) };
  try {
    makeOnce(path, JSON.stringify(holder), draft);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST', 'ENOENT')) return false;
    throw error;
  }
}

/**
 * Makes a file with its content in one step.
 *
 * @param draft path of a file that the text is written to first, on the same file system
 * @throws the fault of the disk, `EEXIST` where the file is there
 */
export function makeOnce(path: string, text: string, draft: string): void {
  try {
    writeFileSync(draft, text);
    linkSync(draft, path);
  } catch (error) {
    // Some file systems have no hard links.
    if (!isCode(error, 'EPERM', 'ENOTSUP', 'ENOSYS', 'EXDEV')) throw error;
    writeFileSync(path, text, { flag: 'wx' });
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A living rival whose draft this takes away simply tries again. */
function clearRemains(folder: string, dead: readonly FoundLock[]): void {
  const drafts = readdirSync(folder).filter((name) => name.startsWith('draft.'));
  for (const path of [...dead.map((lock) => lock.path), ...drafts.map((name) => join(folder, name))]) {
    rmSync(path, { force: true });
  }
}

function releaseLock(folder: string, path: string): void {
  rmSync(path, { force: true });
  try {
    // Takes an empty folder only, so a rival that has just come in keeps it.
    rmdirSync(folder);
  } catch (error) {
    if (!isCode(error, 'ENOTEMPTY', 'EEXIST', 'ENOENT')) throw error;
  }
}

interface FoundLock {
  readonly path: string;
  readonly number: number;
  readonly holder: Holder | undefined;
  readonly alive: boolean;
}

function locks(folder: string): FoundLock[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const number = lockName.exec(name)?.[1];
    if (number === undefined) return [];
    const path = join(folder, name);
    const holder = readHolder(path);
    return [{ path, number: Number(number), holder, alive: isAlive(path, holder) }];
  });
}

function living(folder: string): FoundLock[] {
  return locks(folder).filter((lock) => lock.alive);
}

function readHolder(path: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value !== 'object' || value === null) return undefined;
    const { host, process, started } = value as Partial<Holder>;
    return typeof host === 'string' && typeof process === 'number' && typeof started === 'string'
      ? { host, process, started }
      : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(path: string, holder: Holder | undefined): boolean {
  if (holder === undefined) return ageOf(path) < 5_000;
  if (holder.host !== hostname()) return ageOf(path) < foreignLifetime;
  try {
    process.kill(holder.process, 0);
  } catch (error) {
    if (!isCode(error, 'EPERM')) return false;
  }
  return startOf(holder.process) === holder.started;
}

/** Milliseconds since the last change; infinite when it is gone. */
function ageOf(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Start of a process in kernel ticks, where /proc tells it; else empty, and its number alone must do. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in parentheses and may hold blanks; `starttime` is the 20th after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie runs no more.
    return fields[0] === 'Z' ? 'gone' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

/** Whether an error of the file system bears one of these codes. */
export function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return typeof error === 'object' && error !== null && codes.includes(String(Reflect.get(error, 'code')));
}

/** Waits, doing nothing else. */
export function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
