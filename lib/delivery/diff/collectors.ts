import type { CollectorSubject } from '../../checks';
import { groupBy } from '../../documents';
import { type ObjectSubject, objectSubject, readTree } from '../../platform';
import { isManifest, type Snapshot, type TreeObject } from './snapshot';

/** Kinds that may carry a collector. */
export function mayCarryCollector({ group, kind }: TreeObject): boolean {
  return (
    (group === '' && kind === 'ConfigMap') ||
    (group === 'helm.toolkit.fluxcd.io' && kind === 'HelmRelease') ||
    (group === 'opentelemetry.io' && kind === 'OpenTelemetryCollector')
  );
}

/** What a collector's configuration may depend on: releases, charts as artifacts, and values in ConfigMaps. */
const concerned =
  /^[ \t]*(?:- )?["']?kind["']?: *["']?(?:HelmRelease|OCIRepository|ConfigMap|OpenTelemetryCollector)\b/m;

/** What runs because of the objects of a tree, each by the identity of the object that carries it. */
export interface RunningObjects {
  /** A ConfigMap may carry several. */
  readonly collectors: ReadonlyMap<string, readonly CollectorSubject[]>;
  /** Objects that Helm makes of a release; none where they are not known. */
  readonly rendered: ReadonlyMap<string, readonly ObjectSubject[]>;
}

export function runningIn(snapshot: Snapshot): RunningObjects {
  const entries = [...snapshot.files]
    .filter(([path, file]) => isManifest(path) && concerned.test(file.read()))
    .flatMap(([path]) => snapshot.objects(path));
  const ids = new Map(entries.map((entry) => [entry.object, entry.id]));
  const { tree } = readTree({ objects: entries.map((entry) => objectSubject(entry.object)), complete: true });
  return {
    collectors: groupBy(tree.collectors, ({ object }) => object && ids.get(object.object)),
    rendered: groupBy(tree.rendered, ({ madeBy }) => madeBy && ids.get(madeBy.release.object)),
  };
}
