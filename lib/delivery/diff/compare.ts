import type { CollectorSubject, Data } from '../../checks';
import { leftBehindBetween, read } from '../../collector/effective';
import { enumerated, groupBy, isMap, Redactor, sortedBy } from '../../documents';
import { isKustomizationPath } from '../../flux';
import { type CollectorDiff, compareCollectors, describeCollector } from './collector';
import { deletionOf } from './deletions';
import { fieldChanges } from './fields';
import { immutableFields, replacedRelease } from './immutable';
import { jaegerRemarks, storageWarnings } from './jaeger';
import type { Deletion, EnvironmentDiff, FieldChange, ObjectDiff, Restart, TreeDiff } from './model';
import { isPlain } from './plain';
import { releaseChange } from './release';
import { restartOf } from './restarts';
import { builtSides, noSide, type Side, writtenSide } from './sides';
import { Snapshot, type TreeFiles, type TreeObject, titleOf } from './snapshot';
import { UnknownTree } from './unknown-tree';

/** Trees of environments by name. */
export type Environments = ReadonlyMap<string, TreeFiles>;

/**
 * What changes when one tree takes the place of another, environment by environment: what Flux applies of them, where something on the
 * way changes it or takes it twice. Where nothing does, files of equal content are not even read, except those that decide what
 * Flux applies and what a collector runs.
 *
 * @param chosen only this cluster, of one repository of several
 * @throws UnknownTree where the repository has no such cluster
 */
export function compareTrees(before: Environments, after: Environments, chosen?: string): TreeDiff {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const problems: string[] = [];
  const redactor = new Redactor();
  const environments = names.flatMap((name) => {
    const pairs = sidesOf(name, before, after, redactor, problems);
    const diffs = chosenOf(pairs, name, chosen).map(({ environment, sides }) =>
      compareEnvironment(environment, ...sides),
    );
    for (const { unread } of pairs) problems.push(...unread());
    return diffs.filter(
      ({ objects, deletions, warnings }) => objects.length + deletions.length + warnings.length > 0,
    );
  });
  // A difference quotes values of both trees, and goes to terminals, pull requests and commit messages.
  return redactor.redactData({ environments, problems });
}

/** Two sides that are compared. */
interface Pair {
  readonly environment: string;
  readonly sides: readonly [Side, Side];
  /** Files that could not be read as YAML. */
  unread(): readonly string[];
}

function sidesOf(
  name: string,
  before: Environments,
  after: Environments,
  redactor: Redactor,
  problems: string[],
): Pair[] {
  const [former, latter] = [before.get(name) ?? new Map(), after.get(name) ?? new Map()];
  if (isEqual(former, latter)) return [];
  const snapshots = [
    new Snapshot(former, `${name}, before`, redactor),
    new Snapshot(latter, `${name}, after`, redactor),
  ] as const;
  const [one, other] = snapshots;
  const unread = () => snapshots.flatMap((each) => each.problems);
  if (snapshots.every(isPlain))
    return [{ environment: name, sides: [writtenSide(one), writtenSide(other)], unread }];
  const built = [
    builtSides(former, `${name}, before`, redactor),
    builtSides(latter, `${name}, after`, redactor),
  ] as const;
  problems.push(...built.flatMap((each) => each.problems));
  const [old, now] = built;
  const none = () => [];
  if (old.clusters.size <= 1 && now.clusters.size <= 1)
    return [{ environment: name, sides: [old.whole, now.whole], unread: none }];
  const isAlone = new Set([...before.keys(), ...after.keys()]).size === 1;
  const clusters = [...new Set([...old.clusters.keys(), ...now.clusters.keys()])].sort();
  return [
    ...clusters.map(
      (cluster): Pair => ({
        environment: isAlone ? cluster : `${name}/${cluster}`,
        sides: [old.clusters.get(cluster) ?? noSide, now.clusters.get(cluster) ?? noSide],
        unread: none,
      }),
    ),
    { environment: name, sides: [old.unapplied, now.unapplied], unread: none },
  ];
}

/** One cluster of a repository of several; what nothing applies belongs to none. */
function chosenOf(pairs: readonly Pair[], name: string, chosen: string | undefined): readonly Pair[] {
  if (chosen === undefined || chosen === name || pairs.length < 2) return pairs;
  const found = pairs.filter(({ environment }) => environment === chosen);
  if (found.length > 0) return found;
  const clusters = pairs.slice(0, -1).map(({ environment }) => environment);
  throw new UnknownTree(`--environment ${chosen}: there are ${clusters.join(', ')}`);
}

function isEqual(before: TreeFiles, after: TreeFiles): boolean {
  return before.size === after.size && [...before].every(([path, { key }]) => after.get(path)?.key === key);
}

function compareEnvironment(environment: string, before: Side, after: Side): EnvironmentDiff {
  const context: Context = { before, after };
  const stuck = stuckPlaces(context);
  const touched = [...new Set([...before.places.keys(), ...after.places.keys()])].filter(
    (place) => before.places.get(place) !== after.places.get(place) && !stuck.has(place),
  );
  const [former, latter] = [byIdentity(before, touched), byIdentity(after, touched)];
  const gone = [...former.values()].filter(
    ({ id, file, isUnapplied }) =>
      !latter.has(id) && !(isUnapplied === true && after.isRead(file)) && !after.isUnreadable(file),
  );
  const generated = generatedAnew(gone, latter, former);
  const renamed = new Set(generated.values());
  const removed = gone.filter((entry) => !renamed.has(entry));
  const objects: ObjectDiff[] = [];
  const restarts: Restart[] = [];
  const warnings: string[] = [];
  for (const entry of latter.values()) {
    const old = former.get(entry.id) ?? generated.get(entry.id);
    if (old === undefined) {
      // What was built into something else before, and lies there by itself now, did not come.
      if (entry.isUnapplied !== true || !before.isRead(entry.file)) objects.push(addedObject(entry, context));
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
    objects: sortedBy(objects, titleOf),
    restarts: sortedBy(restarts, objectOf),
    deletions: sortedBy(deletions, objectOf),
    warnings,
  };
}

/** What Flux leaves in the cluster as it is: its Kustomization was built before, and is not any more. */
function stuckPlaces({ before, after }: Context): ReadonlySet<string> {
  if (!after.isBroken) return new Set();
  const [former, latter] = [before.appliers(), after.appliers()];
  const working = new Set(former.flatMap(({ entry, idle }) => (idle === undefined ? [entry.id] : [])));
  const stopped = new Set(
    latter.flatMap(({ entry, idle }) => (idle === 'broken' && working.has(entry.id) ? [entry.id] : [])),
  );
  const present = new Set(latter.map(({ entry }) => entry.id));
  const stuck = new Set<string>();
  // What it applies may be Kustomizations in turn, which stay with all that is theirs.
  for (const id of stopped) {
    const places = [...former, ...latter].flatMap((one) => (one.entry.id === id ? [...one.places] : []));
    for (const place of places) stuck.add(place);
    for (const { entry } of former) if (stuck.has(entry.id) && !present.has(entry.id)) stopped.add(entry.id);
  }
  for (const { entry, places } of latter) {
    if (!stopped.has(entry.id)) for (const place of places) stuck.delete(place);
  }
  return stuck;
}

function byIdentity(side: Side, places: readonly string[]): Map<string, TreeObject> {
  const entries = places.filter((place) => side.places.has(place)).flatMap((place) => side.objects(place));
  return new Map(entries.map((entry) => [entry.id, entry]));
}

/** ConfigMaps and Secrets that kustomize generates under the hash of their content: what they were before, by their new identity. */
function generatedAnew(
  gone: readonly TreeObject[],
  latter: ReadonlyMap<string, TreeObject>,
  former: ReadonlyMap<string, TreeObject>,
): ReadonlyMap<string, TreeObject> {
  const stem = ({ group, kind, namespace, name, isRenamed }: TreeObject) =>
    isRenamed === true && group === '' && /^(?:ConfigMap|Secret)$/.test(kind)
      ? [kind, namespace, name.replace(/-[bcdfghkmt2456789]{10}$/, '')].join('/')
      : undefined;
  const before = groupBy(gone, stem);
  const added = groupBy(
    [...latter.values()].filter(({ id }) => !former.has(id)),
    stem,
  );
  return new Map(
    [...added].flatMap(([key, [entry, ...others]]) => {
      const [old, ...more] = before.get(key) ?? [];
      const isPair = entry !== undefined && old !== undefined && others.length + more.length === 0;
      return isPair ? [[entry.id, old] as const] : [];
    }),
  );
}

function objectOf({ object }: { readonly object: string }): string {
  return object;
}

/** What is found out about the two trees only where a change asks for it. */
interface Context {
  readonly before: Side;
  readonly after: Side;
}

/** Kinds that may carry a collector. */
function mayCarryCollector({ group, kind }: TreeObject): boolean {
  return (
    (group === '' && kind === 'ConfigMap') ||
    (group === 'helm.toolkit.fluxcd.io' && kind === 'HelmRelease') ||
    (group === 'argoproj.io' && kind === 'Application') ||
    (group === 'opentelemetry.io' && kind === 'OpenTelemetryCollector')
  );
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
  const collectors = mayCarryCollector(entry) ? (context.after.running().collectors.get(entry.id) ?? []) : [];
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
          context.before.running().rendered.get(before.id),
          context.after.running().rendered.get(after.id),
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
    context.before.running().collectors.get(before.id) ?? [],
    context.after.running().collectors.get(after.id) ?? [],
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
  const former = context.before.appliers().find((applier) => applier.places.has(before.place));
  const latter = context.after.appliers().find((applier) => applier.places.has(after.place));
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
  return removed.map((entry) => deletionOf(entry, context.before.appliers(), context.after.appliers(), ids));
}

/** Objects whose file stays, but which nothing lists any more: to Flux they are gone all the same. */
function unlisted(
  touched: readonly string[],
  latter: ReadonlyMap<string, TreeObject>,
  { before, after }: Context,
): Deletion[] {
  const isBuilt = [...before.places.keys()].some(
    (place) => before.objects(place)[0]?.isUnapplied !== undefined,
  );
  if (!isBuilt && !touched.some((path) => isKustomizationPath(path) && after.places.has(path))) return [];
  const applied = new Set(after.appliers().flatMap(({ places }) => [...places]));
  const dropped = before
    .appliers()
    .flatMap(({ places }) => [...places].filter((place) => after.places.has(place) && !applied.has(place)));
  return [...new Set(dropped)]
    .flatMap((place) => before.objects(place))
    .filter((entry) => {
      const now = latter.get(entry.id);
      return now === undefined || !applied.has(now.place);
    })
    .map((entry) => {
      const deletion = deletionOf(entry, before.appliers(), after.appliers(), new Set());
      return { ...deletion, reason: `no kustomization.yaml lists its file any more: ${deletion.reason}` };
    });
}
