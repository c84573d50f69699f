import type { CollectorSubject, Data } from '../../checks';
import { leftBehindBetween, read } from '../../collector/effective';
import { compareTexts, enumerated, isMap, Redactor } from '../../documents';
import { isKustomizationPath } from '../../flux';
import { type CollectorDiff, compareCollectors, describeCollector } from './collector';
import { mayCarryCollector, type RunningObjects, runningIn } from './collectors';
import { deletionOf } from './deletions';
import { fieldChanges } from './fields';
import { immutableFields, replacedRelease } from './immutable';
import { jaegerRemarks, storageWarnings } from './jaeger';
import type { Deletion, EnvironmentDiff, FieldChange, ObjectDiff, Restart, TreeDiff } from './model';
import { type Applier, appliersOf } from './ownership';
import { releaseChange } from './release';
import { restartOf } from './restarts';
import { isManifest, Snapshot, type TreeFiles, type TreeObject, titleOf } from './snapshot';

/** Trees of environments by name. */
export type Environments = ReadonlyMap<string, TreeFiles>;

/**
 * What changes when one tree takes the place of another, environment by environment. Files of equal content are not
 * even read, except those that decide what Flux applies and what a collector runs.
 */
export function compareTrees(before: Environments, after: Environments): TreeDiff {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const problems: string[] = [];
  const redactor = new Redactor();
  const environments = names.flatMap((name) => {
    const former = new Snapshot(before.get(name) ?? new Map(), `${name}, before`, redactor);
    const latter = new Snapshot(after.get(name) ?? new Map(), `${name}, after`, redactor);
    const diff = compareEnvironment(name, former, latter);
    problems.push(...former.problems, ...latter.problems);
    return diff.objects.length + diff.deletions.length + diff.warnings.length === 0 ? [] : [diff];
  });
  // A difference quotes values of both trees, and goes to terminals, pull requests and commit messages.
  return redactor.redactData({ environments, problems });
}

function compareEnvironment(environment: string, before: Snapshot, after: Snapshot): EnvironmentDiff {
  const touched = [...new Set([...before.files.keys(), ...after.files.keys()])]
    .filter(isManifest)
    .filter((path) => before.files.get(path)?.key !== after.files.get(path)?.key);
  const [former, latter] = [byIdentity(before, touched), byIdentity(after, touched)];
  const context = new Context(before, after);
  const removed = [...former.values()].filter((entry) => !latter.has(entry.id));
  const objects: ObjectDiff[] = [];
  const restarts: Restart[] = [];
  const warnings: string[] = [];
  for (const entry of latter.values()) {
    const old = former.get(entry.id);
    if (old === undefined) {
      objects.push(addedObject(entry, context));
      continue;
    }
    const changed = changedObject(old, entry, context);
    warnings.push(...changed.warnings);
    if (changed.object !== undefined) objects.push(changed.object);
    if (changed.restart !== undefined) restarts.push(changed.restart);
  }
  objects.push(...removed.map((entry) => plainObject('removed', entry)));
  const deletions = [...deletionsOf(removed, context), ...unlisted(touched, latter, context)];
  return {
    environment,
    objects: objects.sort(byTitle),
    restarts: restarts.sort(byObject),
    deletions: deletions.sort(byObject),
    warnings,
  };
}

function byIdentity(snapshot: Snapshot, paths: readonly string[]): Map<string, TreeObject> {
  const entries = paths.filter((path) => snapshot.files.has(path)).flatMap((path) => snapshot.objects(path));
  return new Map(entries.map((entry) => [entry.id, entry]));
}

function byTitle(a: ObjectDiff, b: ObjectDiff): number {
  return compareTexts(titleOf(a), titleOf(b));
}

function byObject(a: { readonly object: string }, b: { readonly object: string }): number {
  return compareTexts(a.object, b.object);
}

/** What is found out about the two trees only where a change asks for it. */
class Context {
  private runningParts?: { before: RunningObjects; after: RunningObjects };
  private applierLists?: { before: Applier[]; after: Applier[] };

  constructor(
    readonly before: Snapshot,
    readonly after: Snapshot,
  ) {}

  get running() {
    this.runningParts ??= { before: runningIn(this.before), after: runningIn(this.after) };
    return this.runningParts;
  }

  get appliers() {
    this.applierLists ??= { before: appliersOf(this.before), after: appliersOf(this.after) };
    return this.applierLists;
  }
}

function plainObject(
  change: 'added' | 'removed',
  entry: TreeObject,
  remarks: readonly string[] = [],
): ObjectDiff {
  return { change, ...identity(entry), fields: [], remarks, told: [] };
}

function identity({ apiVersion, kind, namespace, name, file }: TreeObject) {
  return { apiVersion, kind, ...(namespace === '' ? {} : { namespace }), name, file };
}

function addedObject(entry: TreeObject, context: Context): ObjectDiff {
  const collectors = mayCarryCollector(entry) ? (context.running.after.collectors.get(entry.id) ?? []) : [];
  return plainObject('added', entry, collectors.flatMap(describeCollector));
}

interface Changed {
  readonly object?: ObjectDiff;
  readonly restart?: Restart;
  readonly warnings: readonly string[];
}

function changedObject(before: TreeObject, after: TreeObject, context: Context): Changed {
  const changes = hideSecrets(after, fieldChanges(before.object, after.object));
  const warnings = [
    ...moveWarnings(before, after, context),
    ...storageWarnings(before, after, titleOf(after)),
    ...immutableWarnings(before, after, changes),
  ];
  const release =
    after.kind === 'HelmRelease'
      ? releaseChange(
          after,
          context.running.before.rendered.get(before.id),
          context.running.after.rendered.get(after.id),
        )
      : undefined;
  if (changes.length === 0) return { warnings };
  const collector = collectorChange(before, after, context);
  const remarks = [
    ...(collector?.remarks ?? []),
    ...(after.group === 'jaegertracing.io' ? jaegerRemarks(before, after) : []),
  ];
  const object: ObjectDiff = {
    change: 'changed',
    ...identity(after),
    fields: changes,
    remarks,
    told: collector?.told ?? [],
  };
  const restart = restartOf(after, changes, { ...collector?.pair, ...release });
  return {
    object,
    ...(restart === undefined ? {} : { restart }),
    warnings: [
      ...warnings,
      ...(release?.warnings ?? []),
      ...(collector?.lost ?? []).map((lost) => `${titleOf(after)}: ${lost}`),
    ],
  };
}

/** A secret's content is nobody's business in a review. */
function hideSecrets({ group, kind }: TreeObject, changes: FieldChange[]): FieldChange[] {
  if (group !== '' || kind !== 'Secret') return changes;
  return changes.map((change) => {
    if (!/^(?:data|stringData)\b/.test(change.path)) return change;
    return { change: change.change, path: change.path, note: `${change.change} (value not shown)` };
  });
}

interface CollectorChange {
  readonly remarks: readonly string[];
  /** What lies in a storage under a name that is no longer used. */
  readonly lost: readonly string[];
  readonly told: readonly string[];
  readonly pair?: {
    readonly diff: CollectorDiff;
    readonly before: CollectorSubject;
    readonly after: CollectorSubject;
  };
}

/** Where the configuration stands as it is written, for each kind that carries one. */
const writtenConfiguration = [
  'spec.values.config',
  'spec.values.alternateConfig',
  'spec.values.presets',
  'spec.values.internalTelemetryViaOTLP',
  'spec.chart.spec.version',
  'spec.config',
  'data.relay',
];

function collectorChange(
  before: TreeObject,
  after: TreeObject,
  context: Context,
): CollectorChange | undefined {
  if (!mayCarryCollector(after)) return undefined;
  const [former, latter] = [
    context.running.before.collectors.get(before.id) ?? [],
    context.running.after.collectors.get(after.id) ?? [],
  ];
  const pairs = latter.flatMap((collector, i) => {
    const old = former[i];
    return old === undefined
      ? []
      : [{ before: old, after: collector, diff: compareCollectors(old, collector) }];
  });
  const [first] = pairs;
  if (first === undefined || former.length !== latter.length) return undefined;
  const remarks = pairs.flatMap((pair) => pair.diff.remarks);
  const told = remarks.some((remark) => /\bport \d/.test(remark))
    ? [...writtenConfiguration, 'spec.values.ports']
    : writtenConfiguration;
  const lost = pairs
    .flatMap((pair) => leftBehindBetween(read(pair.before), read(pair.after)))
    .map(({ message }) => message);
  if (remarks.length > 0) return { remarks, lost, told, pair: first };
  const same = pairs.every((pair) => !pair.diff.configuration);
  const remark = same
    ? 'the effective configuration stays the same'
    : 'the effective configuration is written differently, and means the same';
  return { remarks: [remark], lost, told, pair: first };
}

/** An object that another Flux Kustomization takes over: the one that lets go prunes it, maybe after the other applied it. */
function moveWarnings(before: TreeObject, after: TreeObject, context: Context): string[] {
  if (before.file === after.file) return [];
  const former = context.appliers.before.find((applier) => applier.files.has(before.file));
  const latter = context.appliers.after.find((applier) => applier.files.has(after.file));
  if (former === undefined || latter === undefined || former.entry.id === latter.entry.id || !former.prune)
    return [];
  return [
    `${titleOf(after)} moves from ${titleOf(former.entry)} to ${titleOf(latter.entry)}: Flux may delete it before it is made again`,
  ];
}

/** Flux fails on a change that the API server refuses, until the object is deleted. */
function immutableWarnings(former: TreeObject, entry: TreeObject, changes: readonly FieldChange[]): string[] {
  const replaced = replacedRelease(entry.kind, changes);
  if (replaced !== undefined)
    return [
      `${titleOf(entry)}: with another ${replaced.path} Flux uninstalls the release that is there, and then installs a new one`,
    ];
  const metadata: Data | undefined = entry.object.metadata;
  const annotations = isMap(metadata) ? metadata.annotations : undefined;
  const forced =
    isMap(annotations) &&
    String(annotations['kustomize.toolkit.fluxcd.io/force']).toLowerCase() === 'enabled';
  const fields = immutableFields(entry.kind, changes, former.object).map(({ path }) => path);
  if (fields.length === 0) return [];
  const paths = enumerated(fields);
  return [
    forced
      ? `${titleOf(entry)}: ${paths} cannot be changed, so Flux deletes the object and makes it again`
      : `${titleOf(entry)}: ${paths} cannot be changed in the cluster, so applying it fails: give the object another name, or delete it first`,
  ];
}

function deletionsOf(removed: readonly TreeObject[], context: Context): Deletion[] {
  if (removed.length === 0) return [];
  const ids = new Set(removed.map((entry) => entry.id));
  return removed.map((entry) => deletionOf(entry, context.appliers.before, ids));
}

/** Objects whose file stays, but which nothing lists any more: to Flux they are gone all the same. */
function unlisted(
  touched: readonly string[],
  latter: ReadonlyMap<string, TreeObject>,
  context: Context,
): Deletion[] {
  if (!touched.some((path) => isKustomizationPath(path) && context.after.files.has(path))) return [];
  const applied = new Set(context.appliers.after.flatMap((applier) => [...applier.files]));
  const dropped = context.appliers.before.flatMap((applier) =>
    [...applier.files].filter((file) => context.after.files.has(file) && !applied.has(file)),
  );
  return [...new Set(dropped)]
    .flatMap((file) => context.before.objects(file))
    .filter(
      (entry) =>
        latter.get(entry.id) === undefined || applied.has(latter.get(entry.id)?.file ?? '') === false,
    )
    .map((entry) => {
      const deletion = deletionOf(entry, context.appliers.before, new Set());
      return { ...deletion, reason: `no kustomization.yaml lists its file any more: ${deletion.reason}` };
    });
}
