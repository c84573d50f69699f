import { copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isCode, makeOnce, sleep } from '../lock';
import { type Checkout, GitFailed } from './git';

/** What our lock says. Git writes an index into its own, which begins with other letters. */
const mark = 'otelflux publish\n';

/** How long an index that somebody holds is waited for, in milliseconds: editors hold it for moments. */
const patience = 2_000;

/**
 * Git's index, held by its own lock as git holds it: nobody else changes it meanwhile, and all that can fail has
 * happened before the new one takes its place in one step.
 */
export class HeldIndex {
  private constructor(
    private readonly checkout: Checkout,
    private readonly places: {
      readonly index: string;
      readonly lock: string;
      readonly draft: string;
      readonly former: string;
    },
  ) {}

  /**
   * Takes the lock. One that a killed run of publish left is taken over: the caller holds the lock of publish.
   * @param workFolder on the file system of git's own folder
   * @throws GitFailed when somebody else holds it
   */
  static take(checkout: Checkout, workFolder: string): HeldIndex {
    const index = join(checkout.gitFolder, 'index');
    const lock = `${index}.lock`;
    const deadline = Date.now() + patience;
    while (!makeLock(lock, join(workFolder, 'index.mark'))) {
      if (isOurs(lock)) rmSync(lock, { force: true });
      else if (Date.now() > deadline) {
        throw new GitFailed(
          `${lock} is there: another git command or an editor is at work, or one was killed; wait for it, or delete the file if there is none. Nothing was written`,
        );
      } else sleep(50);
    }
    const places = {
      index,
      lock,
      draft: join(workFolder, 'index.next'),
      former: join(workFolder, 'index.former'),
    };
    return new HeldIndex(checkout, places);
  }

  /** Takes away the lock that a killed run of publish left. The caller holds the lock of publish. */
  static clearAbandoned(checkout: Checkout): void {
    const lock = join(checkout.gitFolder, 'index.lock');
    if (isOurs(lock)) rmSync(lock, { force: true });
  }

  /** Prepares the next index: the one that is there with these lines of `git update-index --index-info`. */
  change(lines: string): void {
    const { index, draft, former } = this.places;
    for (const path of [draft, former]) rmSync(path, { force: true });
    if (existsSync(index)) {
      copyFileSync(index, draft);
      copyFileSync(index, former);
    }
    this.checkout.run(['update-index', '-z', '--index-info'], { index: draft, input: lines });
    this.remember(draft);
  }

  /** Lets git note the times of the files, so that it need not read them all again at its next command. */
  private remember(index: string): void {
    try {
      this.checkout.run(['update-index', '-q', '--refresh'], { index });
    } catch (error) {
      // It says so where somebody has changed a file, and an index without the times is as good.
      if (!(error instanceof GitFailed)) throw error;
    }
  }

  /** Puts the prepared index in the place of git's. */
  install(): void {
    renameSync(this.places.draft, this.places.index);
  }

  /** Takes `install` back. */
  restore(): void {
    if (existsSync(this.places.former)) renameSync(this.places.former, this.places.index);
    else rmSync(this.places.index, { force: true });
  }

  release(): void {
    const { lock, draft, former } = this.places;
    if (isOurs(lock)) rmSync(lock, { force: true });
    for (const path of [draft, `${draft}.lock`, former]) rmSync(path, { force: true });
  }
}

/** Makes the lock with its mark in one step, so that a kill leaves none that nobody knows. */
function makeLock(lock: string, draft: string): boolean {
  try {
    makeOnce(lock, mark, draft);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function isOurs(lock: string): boolean {
  try {
    return readFileSync(lock, 'utf8') === mark;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    throw error;
  }
}
