import { join } from 'node:path';
import { ownValue } from '../../documents';
import { recover } from '../deliver';
import type { TreeDiff } from '../diff';
import { takeLock } from '../lock';
import { type Choice, type Chosen, choose } from './choice';
import { type Branch, commitTargets, openBranch } from './commit';
import type { Checkout } from './git';
import { HeldIndex } from './held-index';
import { type Journal, Workplace } from './journal';
import { finishKilledRun } from './killed-run';
import { commitMessage } from './message';
import { list, makePlans, type Plan, type Plans, type RefusedEnvironment, type Wanted } from './plan';
import { PublishRefused, PublishUsage } from './refused';
import { readSource, retarget } from './source';
import { openCheckout, openTarget, targetOf, unlistedBy } from './target';

/** Which environments to publish, and where. */
export interface PublishManyOptions {
  readonly choice: Choice;
  /** Folder with the synthesised trees: `dist`. */
  readonly output: string;
  /** Root of a checkout of the repository that Flux watches. */
  readonly to: string;
  /**
   * Folder in the checkout; `{environment}` and each label of the cluster, such as `{region}`, stand for their values.
   * Default: `clusters/{environment}/platform`.
   */
  readonly path?: string;
  /** Commit what was written. Default: false. */
  readonly commit?: boolean;
  /** Say what would be done, write nothing. Default: false. */
  readonly dryRun?: boolean;
  /** Overwrite owned files that were edited by hand. Default: false. */
  readonly force?: boolean;
  /** Tell what speaks against the place in the checkout, and publish nevertheless. Default: false. */
  readonly allowConflicts?: boolean;
  /** Bring the files for people along. Default: true. */
  readonly review?: boolean;
  /** How long to wait for another run on the same checkout, in milliseconds. Default: 10 seconds. */
  readonly patience?: number;
  /** Publish those that nothing speaks against, and leave the others as they are. Default: all or none. */
  readonly keepGoing?: boolean;
}

/** What publish did for one environment, or would do. */
export interface PublishedEnvironment {
  readonly environment: string;
  /** Relative to the root of the checkout. */
  readonly target: string;
  /** Files written and deleted, relative to the target. */
  readonly written: readonly string[];
  readonly deleted: readonly string[];
  /** Number of files of the tree. */
  readonly files: number;
  /** What the user should know, one sentence each. */
  readonly notes: readonly string[];
}

/** What publish did for several environments, or would do. */
export interface PublishedMany {
  /** What changed in terms of objects, against the last commit. */
  readonly diff: TreeDiff;
  /** The commit that was made, and its branch. */
  readonly commit?: { readonly id: string; readonly branch: string };
  /** True where a run that was killed has been completed first. */
  readonly recovered: boolean;
  readonly environments: readonly PublishedEnvironment[];
  /** Environments that are as they were, and why; none unless `keepGoing` was asked for. */
  readonly refused: readonly RefusedEnvironment[];
}

/**
 * Brings the trees of some environments into folders of one checkout, in one commit where a commit is asked for. It owns the files
 * that it wrote, listed with hashes in `.otelflux.json` beside them, and touches no other. A run killed at any moment is completed
 * by the next one, or has changed nothing.
 * @throws PublishUsage for paths and names that cannot be used
 * @throws PublishRefused with all reasons for which something would be lost or never take effect; nothing was written
 * @throws Locked when another run works on the checkout
 * @throws GitFailed when git refuses
 */
export function publishMany(options: PublishManyOptions): PublishedMany {
  recover(options.output);
  const chosen = choose(options.output, options.choice);
  const checkout = openCheckout(options.to);
  const paths = chosen.map((one) => pathOf(one, options.path));
  refuseSharedPaths(paths);
  const sources = chosen.map(({ environment }, index) => sourceOf(environment, paths[index] ?? '', options));
  // Targets are opened late: a killed run may have written other manifests.
  const wanted = (): Wanted[] =>
    sources.map(({ path, ...source }) => ({ ...source, target: openTarget(options.to, path) }));
  const workplace = new Workplace(checkout.gitFolder);
  if (options.dryRun) return rehearse(wanted(), options, checkout, workplace);

  const lock = takeLock(workplace.folder, options.patience);
  try {
    const recovered = finishKilledRun(checkout, workplace);
    const planned = plan(wanted(), options);
    const branch = options.commit ? openBranch(checkout) : undefined;
    const commit = carryOut(planned, branch, checkout, workplace);
    return { ...report(planned), commit, recovered };
  } finally {
    lock.release();
  }
}

function rehearse(
  wanted: readonly Wanted[],
  options: PublishManyOptions,
  checkout: Checkout,
  workplace: Workplace,
): PublishedMany {
  if (workplace.pending() !== undefined) {
    throw new PublishRefused([
      'an earlier run was killed in this checkout: run publish without --dry-run to complete it',
    ]);
  }
  const planned = plan(wanted, options);
  if (options.commit) openBranch(checkout);
  return report(planned);
}

function plan(wanted: readonly Wanted[], options: PublishManyOptions): Plans {
  const planned = makePlans(wanted, options);
  const { plans, refused } = planned;
  if (refused.length === 0 || (options.keepGoing === true && plans.length > 0)) return planned;
  const named = wanted.length > 1;
  throw new PublishRefused(
    refused.flatMap(({ environment, problems }) =>
      problems.map((problem) => (named ? `${environment}: ${problem}` : problem)),
    ),
    refused.map(({ edits }) => edits).join(''),
  );
}

const defaultPath = 'clusters/{environment}/platform';

function pathOf({ environment, labels }: Chosen, path = defaultPath): string {
  const facts: { readonly [name: string]: string } = { ...labels, environment };
  const written = path.replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    const value = ownValue(facts, name);
    if (value !== undefined) return value;
    throw new PublishUsage(
      `--path ${path}: ${environment} has nothing to write for ${whole}; it has ${Object.keys(facts).sort().join(', ')}`,
    );
  });
  return targetOf(written);
}

/** A folder has one owner, and none lies in another's. */
function refuseSharedPaths(paths: readonly string[]): void {
  const sorted = paths.map((path) => `${path}/`).sort();
  const within = sorted.find((path, index) => index > 0 && path.startsWith(sorted[index - 1] ?? path));
  if (within === undefined) return;
  throw new PublishUsage(
    `--path: two environments would share ${within.slice(0, -1)}: write {environment} in it, such as ${defaultPath}`,
  );
}

function sourceOf(environment: string, path: string, { output, review }: PublishManyOptions) {
  const { files, foreign } = retarget(readSource(join(output, environment), review ?? true), path);
  const notes = foreign.map((name) => `${name} leads out of the tree, and stays as it is`);
  return { environment, path, files, notes };
}

function carryOut(
  { plans, diff }: Plans,
  branch: Branch | undefined,
  checkout: Checkout,
  workplace: Workplace,
): PublishedMany['commit'] {
  const changed = plans.some(({ writes, deletes }) => writes.size + deletes.length > 0);
  if (!changed && branch === undefined) return undefined;
  if (branch === undefined) {
    writeAll(plans, checkout, workplace);
    workplace.clear();
    return undefined;
  }
  // Before the first file is written: with the index held by somebody else there would be no commit.
  const index = HeldIndex.take(checkout, workplace.folder);
  try {
    const journal = writeAll(plans, checkout, workplace);
    const owned = plans.map(({ target, files, uncommitted }) => ({ target, paths: files, uncommitted }));
    const message = commitMessage(
      plans.map(({ environment }) => environment),
      diff,
    );
    const id = commitTargets(checkout, owned, branch, message, workplace, journal, index);
    workplace.clear();
    return id === undefined ? undefined : { id, branch: branch.reference.replace(/^refs\/heads\//, '') };
  } finally {
    index.release();
  }
}

/** Makes the changes of all plans. @throws PublishRefused when somebody else changed one of the files meanwhile */
function writeAll(plans: readonly Plan[], checkout: Checkout, workplace: Workplace): Journal {
  const journal = workplace.begin(
    checkout.root,
    plans.map(({ target, writes, deletes }) => ({ target: target.path, writes, deletes })),
  );
  const strange = workplace.apply(journal, checkout.root);
  if (strange.length === 0) return journal;
  workplace.clear();
  throw new PublishRefused([
    `changed by somebody else while publish wrote: ${list(strange)}: run publish again`,
  ]);
}

function report({ plans, refused, diff }: Plans): PublishedMany {
  return { environments: plans.map(reportOf), refused, diff, recovered: false };
}

function reportOf({ environment, target, writes, deletes, files, notes, conflicts }: Plan) {
  const unlisted = unlistedBy(target);
  return {
    environment,
    target: target.path,
    written: [...writes.keys()].sort(),
    deleted: [...deletes].sort(),
    files: files.size,
    notes: [...notes, ...(unlisted === undefined ? [] : [unlisted]), ...conflicts],
  };
}
