import { createHash } from 'node:crypto';
import type { Finding, KeptPlace } from '../../lib/checks';
import { type EnvironmentTree, Notes, type TextFile } from '../../lib/delivery';
import { type Engine, EngineFailure } from '../../lib/engine';
import { appVersion } from '../../lib/helm';
import type { Environment } from '../environment';
import { type Judging, modelDocuments } from './judgement';
import { collectorsOf, factsForChecks } from './review';

/** What is said of an environment: what the checks found, and the files for its reviewers. */
export interface Reviewed {
  readonly findings: readonly Finding[];
  readonly files: readonly TextFile[];
}

/** Left by `package/run.js`: which library runs, by its content. */
const libraryKey = Symbol.for('otelflux.library');

/** Enough for a fleet, each of whose clusters takes some 100 KiB. */
const most = 64 * 2 ** 20;

/**
 * What is said of an environment, as an earlier run said it where nothing has changed that it depends on: the objects and
 * their places, what is told of the environment, the releases of its collectors, the engines that judge them, and the library itself.
 */
export function keptReview(
  environment: Environment,
  tree: EnvironmentTree,
  review: (judging: Judging) => Reviewed,
  engine?: Engine,
): Reviewed {
  const library: unknown = Reflect.get(globalThis, libraryKey);
  if (typeof library !== 'string') return review({ ...(engine && { engine }) });
  const notes = new Notes('reviews', most);
  const key = keyOf(library, environment, tree, engine);
  const known = notes.read(key) as Reviewed | undefined;
  if (known !== undefined) return known;
  let isComplete = true;
  const watched =
    engine &&
    watching(engine, () => {
      isComplete = false;
    });
  const kept = objectsOf(library, environment.name);
  const made = review({ ...(watched && { engine: watched }), kept });
  // An engine that gave no answer may give one the next time.
  if (isComplete) notes.write(key, made);
  return made;
}

/** Where it is kept what the checks said of the single objects of an environment of this folder. */
function objectsOf(library: string, environment: string): KeptPlace {
  const notes = new Notes('objects', most);
  const key = createHash('sha256')
    .update(JSON.stringify([library, process.version, process.cwd(), environment]))
    .digest('hex');
  return { read: () => notes.read(key), write: (value) => notes.write(key, value) };
}

/** The same engine, which tells where it gave no answer. */
function watching(engine: Engine, failed: () => void): Engine {
  return {
    ...engine,
    judge: (questions) => {
      const answers = engine.judge(questions);
      if (answers.some((answer) => answer instanceof EngineFailure)) failed();
      return answers;
    },
  };
}

/** Which engines judge collectors of some releases, by their content. */
function enginesOf(engine: Engine | undefined, releases: readonly string[]): unknown {
  return engine && [engine.identity, ...releases.map((release) => engine.other?.(release)?.identity)];
}

function keyOf(
  library: string,
  environment: Environment,
  tree: EnvironmentTree,
  engine: Engine | undefined,
): string {
  const hash = createHash('sha256').update(`${library}\n${process.version}\n`);
  const collectors = collectorsOf(environment).map(({ helmInput, relaxations }) => ({
    helmInput,
    relaxations,
  }));
  // Values that JSON takes for others, such as NaN for null, are refused when they are written.
  hash.update(JSON.stringify({ name: tree.name, facts: factsForChecks(environment), collectors }));
  const releases = collectors.flatMap(({ helmInput }) => appVersion(helmInput.chartVersion) ?? []);
  hash.update(JSON.stringify(enginesOf(engine, releases)) ?? '');
  for (const folder of tree.folders) {
    hash.update(JSON.stringify([folder.path, modelDocuments(tree.name, folder)]));
  }
  return hash.digest('hex');
}
