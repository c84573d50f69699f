import type { CollectorSubject } from '../../checks';
import { at, groupBy, type Redactor } from '../../documents';
import {
  fluxTree,
  type ObjectSubject,
  objectSubject,
  platformsOf,
  type ReadPlatform,
  readTree,
  repositoryOf,
  stopsBuild,
  type TreeSubject,
} from '../../platform';
import { type Applier, appliersOf } from './ownership';
import {
  isForPeople,
  isManifest,
  type Snapshot,
  type TreeFiles,
  type TreeObject,
  treeObject,
} from './snapshot';

/** One side of a comparison. */
export interface Side {
  /** Places of objects, each with a text that is equal for equal content: files, or the objects themselves where they were built. */
  readonly places: ReadonlyMap<string, string>;
  objects(place: string): readonly TreeObject[];
  /** The Flux Kustomizations and what they apply. */
  appliers(): readonly Applier[];
  /** What runs because of the objects, each by the identity of the object that carries it. */
  running(): RunningObjects;
  /** Whether a build has read a file. */
  isRead(file: string): boolean;
  /** Whether a file is there that could not be read; known once its objects were asked for. */
  isUnreadable(file: string): boolean;
  /** True where a problem stops the build of something. */
  readonly isBroken: boolean;
}

/** What runs because of the objects of a tree, each by the identity of the object that carries it. */
export interface RunningObjects {
  /** A ConfigMap may carry several. */
  readonly collectors: ReadonlyMap<string, readonly CollectorSubject[]>;
  /** Objects that Helm makes of a release; none where they are not known. */
  readonly rendered: ReadonlyMap<string, readonly ObjectSubject[]>;
}

/** Files in which every object stands as Flux applies it: only those that differ are read. */
export function writtenSide(snapshot: Snapshot): Side {
  const manifests = [...snapshot.files].filter(([path]) => isManifest(path));
  return {
    places: new Map(manifests.map(([path, { key }]) => [path, key])),
    objects: (path) => snapshot.objects(path),
    appliers: kept(() => appliersOf(snapshot)),
    running: kept(() => runningIn(snapshot)),
    isRead: () => false,
    isUnreadable: (file) => snapshot.unreadable.has(file),
    isBroken: false,
  };
}

/** What a collector's configuration may depend on: releases, charts as artifacts, and values in ConfigMaps. */
const concerned =
  /^[ \t]*(?:- )?["']?kind["']?: *["']?(?:HelmRelease|OCIRepository|ConfigMap|OpenTelemetryCollector|Application)\b/m;

function runningIn(snapshot: Snapshot): RunningObjects {
  const entries = [...snapshot.files]
    .filter(([path, file]) => isManifest(path) && concerned.test(file.read()))
    .flatMap(([path]) => snapshot.objects(path));
  const objects = entries.map((entry) => objectSubject(entry.object));
  return runningOf([readTree({ objects, complete: true }).tree]);
}

function runningOf(trees: readonly TreeSubject[]): RunningObjects {
  const idOf = (subject: ObjectSubject | undefined) => subject && treeObject(subject.object, '').id;
  return {
    collectors: groupBy(
      trees.flatMap(({ collectors }) => collectors),
      ({ object }) => idOf(object),
    ),
    rendered: groupBy(
      trees.flatMap(({ rendered }) => rendered),
      ({ madeBy }) => idOf(madeBy?.release),
    ),
  };
}

/** A tree as Flux builds it, by the names of its clusters. */
export interface BuiltSides {
  readonly clusters: ReadonlyMap<string, Side>;
  /** What nothing applies, as it is written. */
  readonly unapplied: Side;
  /** All of it, for a tree that is one cluster. */
  readonly whole: Side;
  /** What Flux would not build. */
  readonly problems: readonly string[];
}

/** Builds a tree as Flux does. */
export function builtSides(files: TreeFiles, title: string, redactor: Redactor): BuiltSides {
  const texts = new Map(
    [...files].flatMap(([path, file]) => (isForPeople(path) ? [] : [[path, file.read()] as const])),
  );
  const manifests = [...texts].filter(([path]) => isManifest(path));
  for (const [, text] of manifests) redactor.learn(text);
  const nameOf = (path: string) => path;
  const { platforms, appliedByNothing } = platformsOf(
    manifests.map(([name, text]) => ({ name, text, base: '' })),
    { repositories: [repositoryOf('', texts, nameOf)], everything: true },
  );
  const lost = new Set(appliedByNothing);
  const isRead = (file: string) => files.has(file) && !lost.has(file);
  const built = platforms.filter(({ builtFrom }) => builtFrom !== undefined);
  // What no Flux keeps apart has no name, and is no cluster beside those that have one.
  const byName = groupBy(built, ({ name }) => name);
  const unapplied = platforms.filter(({ builtFrom, name }) => builtFrom === undefined || name === undefined);
  const problems = built.flatMap((one) => one.problems.filter(stopsBuild));
  const about = { isRead, isBroken: problems.length > 0 };
  return {
    clusters: new Map([...byName].map(([name, all]) => [name, builtSide(all, about)])),
    unapplied: builtSide(unapplied, about),
    whole: builtSide(platforms, about),
    problems: problems.map(
      ({ message, location: { file, line } }) => `${title}: ${file}:${line}: ${message}`,
    ),
  };
}

function builtSide(platforms: readonly ReadPlatform[], about: Pick<Side, 'isRead' | 'isBroken'>): Side {
  const entries = new Map(
    // What is applied goes before what is only written.
    [...platforms]
      .sort((a, b) => Number(b.isUnapplied === true) - Number(a.isUnapplied === true))
      .flatMap(({ objects, isUnapplied }) =>
        objects.map((subject) => builtObject(subject, isUnapplied === true)),
      )
      .map((entry) => [entry.id, entry]),
  );
  const trees = kept(() => platforms.map((platform) => platform.read().tree));
  return {
    places: new Map([...entries].map(([id, { object }]) => [id, JSON.stringify(object)])),
    objects: (id) => {
      const entry = entries.get(id);
      return entry === undefined ? [] : [entry];
    },
    appliers: kept(() => trees().flatMap(appliersIn)),
    running: kept(() => runningOf(trees())),
    isUnreadable: () => false,
    ...about,
  };
}

function builtObject(subject: ObjectSubject, isUnapplied: boolean): TreeObject {
  const { object, id, ...identity } = treeObject(subject.object, '');
  return {
    ...identity,
    id,
    object,
    place: id,
    // Found out only where it is shown.
    get file() {
      return subject.locate([]).file ?? '';
    },
    isUnapplied,
    isRenamed: subject.writtenName?.() !== undefined && subject.writtenName() !== subject.name,
  };
}

function appliersIn(tree: TreeSubject): Applier[] {
  const failed = new Set((tree.built ?? []).flatMap((part) => (part.failed ? [part.subject] : [])));
  return fluxTree(tree).kustomizations.map(({ subject, spec, applies, folder }) => ({
    entry: treeObject(subject.object, subject.locate([]).file ?? ''),
    prune: spec.prune.value === true,
    suspended: at(subject.object, ['spec', 'suspend']) === true,
    ...(failed.has(subject) ? { idle: 'broken' } : folder === undefined ? { idle: 'elsewhere' } : {}),
    places: new Set(applies.map((one) => treeObject(one.object, '').id)),
  }));
}

/** The side of a cluster that is not there. */
export const noSide: Side = builtSide([], { isRead: () => false, isBroken: false });

function kept<Result>(make: () => Result): () => Result {
  let made: { readonly result: Result } | undefined;
  return () => {
    made ??= { result: make() };
    return made.result;
  };
}
