import { join } from 'node:path';
import { firstOf } from '../../documents';
import type { TreeDiff } from '../diff';
import { appliedProblems } from './applied';
import { look } from './look';
import { manifestFile, manifestOf, writeManifest } from './manifest';
import { comparePublished } from './message';
import { PublishRefused } from './refused';
import type { Files } from './source';
import { Standing } from './standing';
import { StoredContents } from './stored';
import {
  findHandWork,
  type HandWork,
  type PublishTarget,
  placeProblems,
  showEdits,
  wayProblems,
} from './target';

/** One environment, and where it is to go. */
export interface Wanted {
  readonly environment: string;
  readonly target: PublishTarget;
  readonly files: Files;
  readonly notes: readonly string[];
}

/** What is to be done for one environment. */
export interface Plan extends Wanted {
  readonly writes: ReadonlyMap<string, Buffer>;
  readonly deletes: readonly string[];
  /** Owned files that the last commit does not have as they will be. */
  readonly uncommitted: readonly string[];
  /** What speaks against the place, and was allowed. */
  readonly conflicts: readonly string[];
}

/** An environment that is not published, and all reasons. */
export interface RefusedEnvironment {
  readonly environment: string;
  readonly problems: readonly string[];
  /** What hands changed in owned files, as unified diffs; empty for other reasons. */
  readonly edits: string;
}

/** What to do in a checkout. */
export interface Plans {
  readonly plans: readonly Plan[];
  readonly refused: readonly RefusedEnvironment[];
  readonly diff: TreeDiff;
}

/** What a user lets pass. */
export interface Allowed {
  readonly force?: boolean;
  readonly allowConflicts?: boolean;
}

/** Looks at everything that forbids publishing, then decides what to write; changes nothing. */
export function makePlans(wanted: readonly Wanted[], allowed: Allowed): Plans {
  const tried = wanted.map((one) => attempt(one, () => planOf(one, allowed.force ?? false)));
  const { plans, refused } = checkPlaces(tried.filter(isPlan), allowed.allowConflicts ?? false);
  return { plans, refused: [...tried.filter(isRefusal), ...refused], diff: comparePublished(plans) };
}

function attempt(wanted: Wanted, plan: () => Plan): Plan | RefusedEnvironment {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof PublishRefused)) throw error;
    return { environment: wanted.environment, problems: error.problems, edits: error.edits };
  }
}

function isPlan(tried: Plan | RefusedEnvironment): tried is Plan {
  return !isRefusal(tried);
}

function isRefusal(tried: Plan | RefusedEnvironment): tried is RefusedEnvironment {
  return 'problems' in tried;
}

function planOf(wanted: Wanted, force: boolean): Plan {
  const { environment, target, files } = wanted;
  const way = wayProblems(target);
  if (way.length > 0) throw new PublishRefused(way);
  const standing = Standing.of(target);
  const place = placeProblems(target, standing, environment, [...files.keys()]);
  if (place.length > 0) throw new PublishRefused(place);
  const stored = new StoredContents(target, standing);
  refuseHandWork(findHandWork(target, standing, stored, files), wanted, force);
  const contents = [...files, [manifestFile, writeManifest(manifestOf(environment, files))] as const];
  stored.look([manifestFile]);
  const writes = new Map(contents.filter(([path, content]) => !stored.holds(path, content)));
  const deletes = Object.keys(target.manifest?.files ?? {}).filter(
    (path) => !files.has(path) && look(join(target.folder, path)) !== undefined,
  );
  const uncommitted = contents
    .map(([path]) => path)
    .filter((path) => writes.has(path) || standing.blob(path) === undefined);
  return { ...wanted, writes, deletes, uncommitted, conflicts: [] };
}

/** What is refused is not in the tree that the others are judged in, so they are judged again without it. */
function checkPlaces(
  plans: readonly Plan[],
  allowConflicts: boolean,
): { readonly plans: readonly Plan[]; readonly refused: readonly RefusedEnvironment[] } {
  const problems = appliedProblems(plans);
  const conflictsOf = (plan: Plan) => problems.get(plan.target.path) ?? [];
  if (allowConflicts)
    return { plans: plans.map((plan) => ({ ...plan, conflicts: conflictsOf(plan) })), refused: [] };
  const refused = plans.filter((plan) => conflictsOf(plan).length > 0);
  if (refused.length === 0) return { plans, refused: [] };
  const others = checkPlaces(
    plans.filter((plan) => !refused.includes(plan)),
    false,
  );
  const told = refused.map((plan) => ({
    environment: plan.environment,
    problems: shortened(conflictsOf(plan)),
    edits: '',
  }));
  return { plans: others.plans, refused: [...told, ...others.refused] };
}

function shortened(conflicts: readonly string[]): string[] {
  const hint = 'publish nevertheless with --allow-conflicts';
  const more = conflicts.length - listed;
  return [...conflicts.slice(0, listed), more > 0 ? `and ${more} more; ${hint}` : hint];
}

function refuseHandWork(
  { edited, inTheWay, uncommitted }: HandWork,
  { target, files }: Wanted,
  force: boolean,
): void {
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

/** The first paths of some, and how many there are besides. */
export function list(paths: readonly string[]): string {
  return firstOf(paths, listed);
}
