import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { isCode } from '../lock';
import { staysInside } from '../plain-file';
import { BrokenJournal, writeDurably } from '../swap';
import { look } from './look';
import { hash } from './manifest';
import { targetProblem } from './target';

/** A change of one file; hashes are SHA-256, null where there is no file. */
interface Step {
  /** Relative to the target. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Name of the staged content, for a step that writes. */
  readonly staged?: string;
}

/** The commit that is about to become the head of the branch. */
export interface PendingCommit {
  readonly reference: string;
  /** Null where the branch has no commit yet. */
  readonly old: string | null;
  readonly next: string;
}

/** What a run is doing to one target. */
export interface JournalPart {
  /** Target folder relative to the root of the checkout. */
  readonly target: string;
  readonly steps: readonly Step[];
}

/** What a run is doing to a checkout, told in full before the first change. */
export interface Journal {
  readonly parts: readonly JournalPart[];
  readonly commit?: PendingCommit;
}

/** What is to become of one target. */
export interface Changes {
  /** Relative to the root of the checkout. */
  readonly target: string;
  readonly writes: ReadonlyMap<string, Buffer>;
  readonly deletes: readonly string[];
}

/** Where a run keeps its journal: inside git's own folder, so that the work tree holds what is published and no more. */
export class Workplace {
  readonly folder: string;
  readonly index: string;
  private readonly journalFile: string;
  private readonly staging: string;

  /** @throws BrokenJournal where something else than a folder is in its place */
  constructor(gitFolder: string) {
    this.folder = join(gitFolder, 'otelflux');
    if (look(this.folder)?.isDirectory() === false) throw new BrokenJournal(this.folder);
    this.index = join(this.folder, 'index');
    this.journalFile = join(this.folder, 'journal.json');
    this.staging = join(this.folder, 'staged');
  }

  /** The journal of a run that was killed, or undefined. */
  pending(): Journal | undefined {
    const found = look(this.journalFile);
    if (found === undefined) return undefined;
    const journal = found.isFile() ? parseJournal(readFileSync(this.journalFile, 'utf8')) : undefined;
    if (journal === undefined) throw new BrokenJournal(this.journalFile);
    return journal;
  }

  /**
   * Stages the new contents and tells the changes; from here on a killed run is completed by the next one.
   * @param root of the checkout
   */
  begin(root: string, changes: readonly Changes[]): Journal {
    this.clear();
    mkdirSync(this.staging, { recursive: true });
    let number = 0;
    const stage = (content: Buffer): string => {
      const staged = String(number++);
      writeFileSync(join(this.staging, staged), content);
      return staged;
    };
    const parts = changes.map(({ target, writes, deletes }): JournalPart => {
      const before = (path: string) => hashOf(join(root, target, path));
      return {
        target,
        steps: [
          ...deletes.map((path) => ({ path, before: before(path), after: null })),
          ...[...writes].map(([path, content]) => ({
            path,
            before: before(path),
            after: hash(content),
            staged: stage(content),
          })),
        ],
      };
    });
    const journal = { parts };
    this.write(journal);
    return journal;
  }

  /** Replaces the journal, in one step. */
  write(journal: Journal): void {
    writeDurably(this.journalFile, JSON.stringify(journal));
  }

  /**
   * Makes the changes of a journal; those already made are passed over, so that it may be called again after a kill.
   * @param root of the checkout
   * @returns paths that somebody else changed since the journal was written, left as they are; relative to the checkout
   */
  apply(journal: Journal, root: string): string[] {
    return journal.parts.flatMap((part) =>
      this.applyPart(part, join(root, part.target)).map((path) => `${part.target}/${path}`),
    );
  }

  private applyPart({ steps }: JournalPart, folder: string): string[] {
    const strange: string[] = [];
    for (const step of steps) {
      const target = join(folder, step.path);
      rmSync(draftOf(target), { force: true });
      const now = hashOf(target);
      if (now === step.after) continue;
      if (now !== step.before || !this.make(step, target)) strange.push(step.path);
    }
    for (const step of steps) {
      if (step.after === null) removeEmptyFolders(dirname(join(folder, step.path)), folder);
    }
    return strange;
  }

  /** Forgets the run: the journal goes first, since without it the rest means nothing. */
  clear(): void {
    for (const path of [this.journalFile, `${this.journalFile}.new`, this.index, `${this.index}.lock`]) {
      rmSync(path, { force: true });
    }
    rmSync(this.staging, { recursive: true, force: true });
  }

  private make(step: Step, target: string): boolean {
    if (step.staged === undefined) {
      rmSync(target);
      return true;
    }
    const staged = join(this.staging, step.staged);
    // A loss of power may have taken the content of a staged file.
    if (hashOf(staged) !== step.after) return false;
    mkdirSync(dirname(target), { recursive: true });
    try {
      renameSync(staged, target);
    } catch (error) {
      // Git's folder may lie on another file system.
      if (!isCode(error, 'EXDEV')) throw error;
      copyFileSync(staged, draftOf(target));
      renameSync(draftOf(target), target);
    }
    return true;
  }
}

/** A journal as it was written, or undefined: nothing in it leads out of its targets. */
function parseJournal(text: string): Journal | undefined {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null) return undefined;
  const { parts, commit } = value as { parts?: unknown; commit?: unknown };
  if (!Array.isArray(parts) || !parts.every(isPart)) return undefined;
  if (commit === undefined) return { parts };
  return isPendingCommit(commit) ? { parts, commit } : undefined;
}

function isPart(value: unknown): value is JournalPart {
  if (typeof value !== 'object' || value === null) return false;
  const { target, steps } = value as { target?: unknown; steps?: unknown };
  return (
    typeof target === 'string' &&
    targetProblem(target) === undefined &&
    Array.isArray(steps) &&
    steps.every(isStep)
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isStep(value: unknown): value is Step {
  if (typeof value !== 'object' || value === null) return false;
  const { path, before, after, staged } = value as Record<string, unknown>;
  const isHash = (hash: unknown) =>
    hash === null || (typeof hash === 'string' && /^[0-9a-f]{64}$|^no file$/.test(hash));
  const isStaged = after === null ? staged === undefined : typeof staged === 'string' && /^\d+$/.test(staged);
  return typeof path === 'string' && staysInside(path) && isHash(before) && isHash(after) && isStaged;
}

function isPendingCommit(value: unknown): value is PendingCommit {
  if (typeof value !== 'object' || value === null) return false;
  const { reference, old, next } = value as Record<string, unknown>;
  const isId = (id: unknown) => typeof id === 'string' && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(id);
  return (
    typeof reference === 'string' &&
    /^refs\/heads\/[^\s~^:?*[\\]+$/.test(reference) &&
    (old === null || isId(old)) &&
    isId(next)
  );
}

function draftOf(path: string): string {
  return `${path}.otelflux-new`;
}

/** SHA-256 of a file; null where there is none, `no file` for anything else. */
export function hashOf(path: string): string | null {
  const found = look(path);
  if (found === undefined) return null;
  return found.isFile() ? hash(readFileSync(path)) : 'no file';
}

/** Git knows no empty folders, so a folder whose last file was deleted goes, too. */
function removeEmptyFolders(folder: string, root: string): void {
  for (let at = folder; at.startsWith(root); at = dirname(at)) {
    if (existsSync(at)) {
      if (readdirSync(at).length > 0) return;
      rmdirSync(at);
    }
    if (at === root) return;
  }
}
