import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { recover } from '../deliver';
import type { TreeDiff } from '../diff';
import { takeLock } from '../lock';
import { appliedProblems } from './applied';
import { type Branch, commitTarget, finishCommit, openBranch } from './commit';
import { HeldIndex } from './held-index';
import { hashOf, type Journal, Workplace } from './journal';
import { look } from './look';
import { manifestFile, manifestOf, writeManifest } from './manifest';
import { commitMessage, comparePublished } from './message';
import { PublishRefused, PublishUsage } from './refused';
import { environmentsIn, type Files, readSource, retarget } from './source';
import { StoredContents } from './stored';
import {
  findHandWork,
  manifestAt,
  openTarget,
  pathProblems,
  placeProblems,
  showEdits,
  type Target,
  unlistedBy,
} from './target';

/** What to publish, and where. */
export interface PublishOptions {
  /** Folder with the synthesised trees: `dist`. */
  readonly output: string;
  /** Root of a checkout of the repository that Flux watches. */
  readonly to: string;
  /** Folder in the checkout. Default: `clusters/<environment>/platform`. */
  readonly path?: string;
  /** Default: the only environment of the output. */
  readonly environment?: string;
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
}

/** What publish did, or would do. */
export interface Published {
  readonly environment: string;
  /** Relative to the root of the checkout. */
  readonly target: string;
  /** Files written and deleted, relative to the target. */
  readonly written: readonly string[];
  readonly deleted: readonly string[];
  /** Number of files of the tree. */
  readonly files: number;
  /** What changed in terms of objects, against the last commit. */
  readonly diff: TreeDiff;
  /** The commit that was made, and its branch. */
  readonly commit?: { readonly id: string; readonly branch: string };
  /** True where a run that was killed has been completed first. */
  readonly recovered: boolean;
  /** What the user should know, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Brings the tree of one environment into a folder of a checkout. It owns the files that it wrote, listed with hashes
 * in `.otelflux.json` beside them, and touches no other. A run killed at any moment is completed by the next one, or
 * has changed nothing.
 * @throws PublishUsage for paths and names that cannot be used
 * @throws PublishRefused with all reasons for which something would be lost or never take effect; nothing was written
 * @throws Locked when another run works on the checkout
 * @throws GitFailed when git refuses
 */
export function publish(options: PublishOptions): Published {
  recover(options.output);
  const environment = chooseEnvironment(options);
  const source = readSource(join(options.output, environment), options.review ?? true);
  const path = options.path ?? `clusters/${environment}/platform`;
  const target = openTarget(options.to, path);
  const workplace = new Workplace(target.checkout.gitFolder);
  const { files, foreign } = retarget(source, target.path);
  const notes = foreign.map((name) => `${name} leads out of the tree, and stays as it is`);
  if (options.dryRun) return rehearse(options, target, environment, files, notes, workplace);

  const lock = takeLock(workplace.folder, options.patience);
  try {
    const recovered = finishKilledRun(target, workplace);
    // The killed run may have written another manifest.
    const current = openTarget(options.to, path);
    const plan = makePlan(options, current, environment, files);
    const done = carryOut(plan, current, workplace);
    return { ...report(plan, current, environment, notes), commit: done, recovered };
  } finally {
    lock.release();
  }
}

function rehearse(
  options: PublishOptions,
  target: Target,
  environment: string,
  files: Files,
  notes: readonly string[],
  workplace: Workplace,
): Published {
  if (workplace.pending() !== undefined) {
    throw new PublishRefused([
      'an earlier run was killed in this checkout: run publish without --dry-run to complete it',
    ]);
  }
  return report(makePlan(options, target, environment, files), target, environment, notes);
}

function chooseEnvironment({ output, environment }: PublishOptions): string {
  if (!existsSync(output) || !lstatSync(output).isDirectory()) {
    throw new PublishUsage(`${output}: there is no such folder: run npx cdk8s synth first`);
  }
  const there = environmentsIn(output);
  const known = there.length === 0 ? 'none' : there.join(', ');
  if (environment !== undefined) {
    if (there.includes(environment)) return environment;
    throw new PublishUsage(`--environment ${environment}: ${output} holds ${known}`);
  }
  const [only, ...others] = there;
  if (only === undefined) throw new PublishUsage(`${output} holds no environment: run npx cdk8s synth first`);
  if (others.length > 0) throw new PublishUsage(`${output} holds ${known}: say which one with --environment`);
  return only;
}

interface Plan {
  readonly files: Files;
  readonly writes: ReadonlyMap<string, Buffer>;
  readonly deletes: readonly string[];
  readonly diff: TreeDiff;
  /** Present where a commit is asked for. */
  readonly branch?: Branch;
  readonly message: string;
  /** What speaks against the place, and was allowed. */
  readonly conflicts: readonly string[];
}

/** Looks at everything that forbids publishing, then decides what to write; changes nothing. */
function makePlan(options: PublishOptions, target: Target, environment: string, files: Files): Plan {
  const place = placeProblems(target, environment, [...files.keys()]);
  if (place.length > 0) throw new PublishRefused(place);
  refuseHandWork(target, files, options.force ?? false);
  const branch = options.commit ? openBranch(target.checkout) : undefined;
  const manifest = writeManifest(manifestOf(environment, files));
  const wanted = [...files, [manifestFile, manifest] as const];
  const stored = new StoredContents(target);
  stored.look(wanted.map(([path]) => path));
  const writes = new Map(wanted.filter(([path, content]) => stored.of(path)?.equals(content) !== true));
  const deletes = Object.keys(target.manifest?.files ?? {}).filter(
    (path) => !files.has(path) && look(join(target.folder, path)) !== undefined,
  );
  const conflicts = appliedProblems(target, files, deletes);
  if (conflicts.length > 0 && options.allowConflicts !== true) {
    throw new PublishRefused([...conflicts.slice(0, listed), ...moreConflicts(conflicts.length)]);
  }
  const diff = comparePublished(target, environment, files);
  return { files, writes, deletes, diff, branch, message: commitMessage(environment, diff), conflicts };
}

function moreConflicts(count: number): string[] {
  const hint = 'publish nevertheless with --allow-conflicts';
  return [count > listed ? `and ${count - listed} more; ${hint}` : hint];
}

function refuseHandWork(target: Target, files: Files, force: boolean): void {
  const { edited, inTheWay, uncommitted } = findHandWork(target, files);
  const problems: string[] = [];
  if (edited.length > 0 && !force) {
    problems.push(
      `edited by hand since publish wrote ${edited.length === 1 ? 'it' : 'them'}: ${list(edited)}: bring the change into the platform repository, or overwrite it with --force`,
    );
  }
  if (inTheWay.length > 0) {
    problems.push(
      `not written by publish, but in its way: ${list(inTheWay)}: move it elsewhere, or give another folder with --path`,
    );
  }
  const edits = new Set([...edited, ...inTheWay]);
  const others = uncommitted.filter((path) => !edits.has(path));
  if (others.length > 0)
    problems.push(
      `uncommitted changes in ${target.path}: ${list(others)}: commit, stash or remove them first`,
    );
  if (problems.length > 0) throw new PublishRefused(problems, force ? '' : showEdits(target, edited, files));
}

const listed = 8;

function list(paths: readonly string[]): string {
  const more = paths.length > listed ? ` and ${paths.length - listed} more` : '';
  return `${paths.slice(0, listed).join(', ')}${more}`;
}

function carryOut(plan: Plan, target: Target, workplace: Workplace): Published['commit'] {
  const { branch } = plan;
  if (plan.writes.size === 0 && plan.deletes.length === 0 && branch === undefined) return undefined;
  if (branch === undefined) {
    writeAll(plan, target, workplace);
    workplace.clear();
    return undefined;
  }
  // Before the first file is written: with the index held by somebody else there would be no commit.
  const index = HeldIndex.take(target.checkout, workplace.folder);
  try {
    const journal = writeAll(plan, target, workplace);
    const owned = [...plan.files.keys()];
    const id = commitTarget(target, branch, owned, plan.message, workplace, journal, index);
    workplace.clear();
    return id === undefined ? undefined : { id, branch: branch.reference.replace(/^refs\/heads\//, '') };
  } finally {
    index.release();
  }
}

/** Makes the changes of a plan. @throws PublishRefused when somebody else changed one of the files meanwhile */
function writeAll(plan: Plan, target: Target, workplace: Workplace): Journal {
  const journal = workplace.begin(target.path, target.folder, plan.writes, plan.deletes);
  const strange = workplace.apply(journal, target.folder);
  if (strange.length === 0) return journal;
  workplace.clear();
  throw new PublishRefused([
    `changed by somebody else while publish wrote: ${list(strange)}: run publish again`,
  ]);
}

/** Completes a run that was killed after it had told its changes; drops one that had not. */
function finishKilledRun(target: Target, workplace: Workplace): boolean {
  HeldIndex.clearAbandoned(target.checkout);
  const journal = workplace.pending();
  if (journal !== undefined) {
    const former: Target = {
      ...target,
      path: journal.target,
      folder: join(target.checkout.root, journal.target),
    };
    const paths = journal.steps.map((step) => step.path);
    const problems = [
      ...pathProblems(former, paths),
      ...strangeSteps(openTarget(former.checkout.root, former.path), journal),
    ];
    if (problems.length > 0) {
      throw new PublishRefused(
        problems.map((problem) => `an earlier run was killed and cannot be completed: ${problem}`),
      );
    }
    complete(journal, former, paths, workplace);
  }
  workplace.clear();
  return journal !== undefined;
}

/** Files that a journal would replace or delete, and that publish does not own there: then it is not of publish. */
function strangeSteps(target: Target, journal: Journal): string[] {
  const owned = { ...manifestAt(target, 'HEAD')?.files, ...target.manifest?.files };
  return journal.steps
    .filter(
      ({ path, before, after }) =>
        before !== null &&
        path !== manifestFile &&
        owned[path] === undefined &&
        hashOf(join(target.folder, path)) !== after,
    )
    .map(
      ({ path }) =>
        `its journal would replace ${path}, which publish does not own: delete ${target.checkout.gitFolder}/otelflux`,
    );
}

function complete(journal: Journal, target: Target, paths: readonly string[], workplace: Workplace): void {
  if (journal.commit === undefined) {
    workplace.apply(journal, target.folder);
    return;
  }
  const index = HeldIndex.take(target.checkout, workplace.folder);
  try {
    workplace.apply(journal, target.folder);
    finishCommit(target, journal.commit, paths, index);
  } finally {
    index.release();
  }
}

function report(plan: Plan, target: Target, environment: string, notes: readonly string[]): Published {
  const unlisted = unlistedBy(target);
  return {
    environment,
    target: target.path,
    written: [...plan.writes.keys()].sort(),
    deleted: [...plan.deletes].sort(),
    files: plan.files.size,
    diff: plan.diff,
    recovered: false,
    notes: [...notes, ...(unlisted === undefined ? [] : [unlisted]), ...plan.conflicts],
  };
}
