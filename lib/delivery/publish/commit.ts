import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkout } from './git';
import type { HeldIndex } from './held-index';
import type { Journal, JournalPart, PendingCommit, Workplace } from './journal';
import { manifestFile } from './manifest';
import { PublishRefused } from './refused';
import { manifestAt, type PublishTarget } from './target';

/** Where the next commit goes. */
export interface Branch {
  /** Full name: `refs/heads/main`. */
  readonly reference: string;
  /** Its head; null where it has no commit yet. */
  readonly head: string | null;
}

/** States of a checkout in which the next commit belongs to something else. */
const unfinished: readonly [string, string][] = [
  ['MERGE_HEAD', 'a merge'],
  ['CHERRY_PICK_HEAD', 'a cherry-pick'],
  ['REVERT_HEAD', 'a revert'],
  ['rebase-merge', 'a rebase'],
  ['rebase-apply', 'a rebase'],
  ['BISECT_LOG', 'a bisection'],
];

/**
 * The branch that `--commit` moves.
 * @throws PublishRefused when HEAD is detached, something is unfinished, or git does not know who commits
 */
export function openBranch(checkout: Checkout): Branch {
  const problems: string[] = [];
  const reference = checkout.ask(['symbolic-ref', '-q', 'HEAD']);
  if (reference === undefined)
    problems.push('HEAD is detached, so a commit would belong to no branch: check out a branch');
  for (const [file, name] of unfinished) {
    if (existsSync(join(checkout.gitFolder, file)))
      problems.push(`${name} is unfinished in ${checkout.root}: finish or abort it`);
  }
  if (
    checkout.ask(['var', 'GIT_COMMITTER_IDENT'], [128]) === undefined ||
    checkout.ask(['var', 'GIT_AUTHOR_IDENT'], [128]) === undefined
  ) {
    problems.push('git does not know who commits: set user.name and user.email');
  }
  if (problems.length > 0 || reference === undefined) throw new PublishRefused(problems);
  return {
    reference,
    head: checkout.commit(reference) ?? null,
  };
}

/** A target, and the files in it that publish owns from now on, by their paths relative to it. */
export interface Owned {
  readonly target: PublishTarget;
  readonly paths: { has(path: string): boolean };
  /** Those that the last commit does not have as they are now. */
  readonly uncommitted: readonly string[];
}

/**
 * Commits the owned files of some targets of one checkout, and nothing else that may be staged or changed in it. The commit is
 * built in an index of its own, and so is what git's index will say; then the index changes, and the branch moves
 * once, so that Flux sees the old or the new trees. The index goes first: one that is ahead of the branch says what is
 * staged, one that is behind it would delete the published files with the next commit.
 * No hook runs except those of git's own reference updates; a signature is made where `commit.gpgSign` asks for one.
 * @param index git's index, held since before the first file was written
 * @returns the new commit, or undefined where the branch has all of it already
 * @throws GitFailed when the branch moved meanwhile or cannot move; branch and index are then what they were
 */
export function commitTargets(
  checkout: Checkout,
  owned: readonly Owned[],
  branch: Branch,
  message: string,
  workplace: Workplace,
  journal: Journal,
  index: HeldIndex,
): string | undefined {
  const changes = indexChanges(checkout, owned);
  const tree = buildTree(checkout, branch, changes, workplace.index);
  if (branch.head !== null && checkout.text(['rev-parse', `${branch.head}^{tree}`]) === tree) {
    index.change(changes);
    index.install();
    return undefined;
  }
  const parent = branch.head === null ? [] : ['-p', branch.head];
  const sign = checkout.ask(['config', '--type=bool', 'commit.gpgSign']) === 'true' ? ['-S'] : [];
  const next = checkout.text(['commit-tree', tree, ...parent, ...sign, '-F', '-'], { input: message });
  const pending: PendingCommit = { reference: branch.reference, old: branch.head, next };
  index.change(changes);
  workplace.write({ ...journal, commit: pending });
  switchOver(checkout, pending, message, index);
  return next;
}

/**
 * Finishes the commit of a killed run: with the branch where that run found it, it moves; with the branch moved
 * already, only the index follows; with the branch elsewhere, nothing happens, and the files wait for the next commit.
 */
export function finishCommit(
  checkout: Checkout,
  pending: PendingCommit,
  parts: readonly (JournalPart & { readonly opened: PublishTarget })[],
  index: HeldIndex,
): void {
  if (checkout.ask(['symbolic-ref', '-q', 'HEAD']) !== pending.reference) return;
  const head = checkout.ask(['rev-parse', '--verify', '--quiet', pending.reference]) ?? null;
  if (head !== pending.old && head !== pending.next) return;
  if (checkout.ask(['cat-file', '-e', pending.next]) === undefined) return;
  const lines = parts.flatMap(({ opened, steps }) => {
    const former = pending.old === null ? undefined : manifestAt(opened, pending.old);
    const owned = [former, manifestAt(opened, pending.next)].flatMap((manifest) =>
      Object.keys(manifest?.files ?? {}),
    );
    const paths = [...new Set([...steps.map(({ path }) => path), ...owned, manifestFile])];
    return indexFromCommit(opened, pending.next, paths);
  });
  index.change(lines.join(''));
  if (head === pending.next) index.install();
  else switchOver(checkout, pending, 'otelflux publish', index);
}

/** Index and branch become new, or stay both as they are. */
function switchOver(checkout: Checkout, pending: PendingCommit, message: string, index: HeldIndex): void {
  index.install();
  try {
    moveBranch(checkout, pending, message);
  } catch (error) {
    // A git that was stopped late may have moved it.
    if (checkout.ask(['rev-parse', '--verify', '--quiet', pending.reference]) === pending.next) return;
    index.restore();
    throw error;
  }
}

function moveBranch(checkout: Checkout, { reference, old, next }: PendingCommit, message: string): void {
  const subject = message.split('\n', 1)[0] ?? '';
  checkout.run(['update-ref', '-m', subject, reference, next, old ?? '0'.repeat(next.length)]);
}

function buildTree(checkout: Checkout, branch: Branch, changes: string, index: string): string {
  rmSync(index, { force: true });
  if (branch.head !== null) checkout.run(['read-tree', branch.head], { index });
  checkout.run(['update-index', '-z', '--index-info'], { index, input: changes });
  const tree = checkout.text(['write-tree'], { index });
  rmSync(index, { force: true });
  return tree;
}

/**
 * Lines for `git update-index --index-info`: owned files that are not committed, as they are in the work tree, and files no longer owned as
 * deleted.
 */
function indexChanges(checkout: Checkout, owned: readonly Owned[]): string {
  const paths = owned.flatMap(({ target, uncommitted }) =>
    uncommitted.map((path) => `${target.path}/${path}`),
  );
  const blobs =
    paths.length === 0
      ? []
      : checkout.text(['hash-object', '-w', '--stdin-paths'], { input: `${paths.join('\n')}\n` }).split('\n');
  const gone = owned.flatMap((one) =>
    Object.keys(manifestAt(one.target, 'HEAD')?.files ?? {})
      .filter((path) => !one.paths.has(path))
      .map((path) => `${one.target.path}/${path}`),
  );
  return [
    ...gone.map((path) => deletion(path, blobs[0] ?? '0'.repeat(40))),
    ...paths.map((path, i) => `100644 ${blobs[i]}\t${path}\0`),
  ].join('');
}

/** Lines that make the index say of these paths what a commit says. */
function indexFromCommit(target: PublishTarget, commit: string, paths: readonly string[]): string[] {
  const committed = new Map(target.checkout.files(commit, target.path).map((entry) => [entry.path, entry]));
  const sample = [...committed.values()][0]?.blob ?? '0'.repeat(40);
  const lines = paths.map((path) => {
    const full = `${target.path}/${path}`;
    const entry = committed.get(full);
    return entry === undefined ? deletion(full, sample) : `${entry.mode} ${entry.blob}\t${full}\0`;
  });
  // Deletions first, so that a folder can take the place of a file.
  return lines.sort((a, b) => Number(b.startsWith('0 ')) - Number(a.startsWith('0 ')));
}

function deletion(path: string, blob: string): string {
  return `0 ${'0'.repeat(blob.length)}\t${path}\0`;
}
