import type { Data } from '../../checks';
import { counted, isMap } from '../../documents';
import { storageOf } from './jaeger';
import type { Deletion } from './model';
import type { Applier } from './ownership';
import { type TreeObject, titleOf } from './snapshot';

/** Annotations or labels by which an object stays when its file goes; Flux takes them in any case. */
const keepers = ['kustomize.toolkit.fluxcd.io/prune', 'kustomize.toolkit.fluxcd.io/reconcile'];

/**
 * What becomes of an object whose file is gone.
 * @param appliers the Flux Kustomizations before
 * @param latter those that there are now
 */
export function deletionOf(
  entry: TreeObject,
  appliers: readonly Applier[],
  latter: readonly Applier[],
  removed: ReadonlySet<string>,
): Deletion {
  const object = titleOf(entry);
  const loss = lossOf(entry, appliers);
  const keeper = keepers.find((name) => isDisabled(entry, name));
  if (keeper !== undefined) {
    return { object, outcome: 'keep', reason: `stays in the cluster (${keeper}: disabled)`, alarming: false };
  }
  const applier = appliers.find((one) => one.places.has(entry.place));
  if (applier === undefined) {
    const reason = and(
      'applied from outside this tree, and the Kustomization of flux bootstrap prunes',
      loss,
    );
    return { object, outcome: 'unknown', reason, alarming: loss !== '' };
  }
  const name = titleOf(applier.entry);
  if (!applier.prune) {
    return {
      object,
      outcome: 'keep',
      reason: `stays in the cluster (${name} does not prune): delete it by hand`,
      alarming: false,
    };
  }
  if (applier.suspended) {
    // Flux leaves what a suspended Kustomization applied when that is deleted; otherwise it prunes once resumed.
    const reason = removed.has(applier.entry.id)
      ? `stays in the cluster (${name} is suspended)`
      : `deleted once ${name} is resumed`;
    return {
      object,
      outcome: removed.has(applier.entry.id) ? 'keep' : 'delete',
      reason: and(reason, loss),
      alarming: loss !== '',
    };
  }
  const now = latter.find((one) => one.entry.id === applier.entry.id);
  if (now?.idle === 'elsewhere' && applier.idle === undefined) {
    const reason = and(`the folder that ${name} applies now is not in this tree`, loss);
    return { object, outcome: 'unknown', reason, alarming: loss !== '' };
  }
  return { object, outcome: 'delete', reason: and(`${name} prunes it`, loss), alarming: loss !== '' };
}

function and(reason: string, loss: string): string {
  return loss === '' ? reason : `${reason}; ${loss}`;
}

function isDisabled(entry: TreeObject, name: string): boolean {
  const metadata = isMap(entry.object.metadata) ? entry.object.metadata : {};
  return [metadata.annotations, metadata.labels].some(
    (holder) => isMap(holder) && String(holder[name] ?? '').toLowerCase() === 'disabled',
  );
}

/** What is lost beyond the object itself; empty where it can simply be made again. */
function lossOf(entry: TreeObject, appliers: readonly Applier[]): string {
  const jaeger = storageOf(entry);
  if (jaeger !== undefined) return jaegerLoss(jaeger);
  switch (entry.kind) {
    case 'Namespace':
      return entry.group === '' ? 'everything in the namespace is deleted with it' : '';
    case 'CustomResourceDefinition':
      return 'every object of its kind in the cluster is deleted with it';
    case 'PersistentVolumeClaim':
    case 'PersistentVolume':
      return 'its data may be deleted with it';
    case 'Kustomization':
      return kustomizationLoss(entry, appliers);
    case 'HelmRelease':
      return releaseLoss(entry);
    case 'Elasticsearch':
    case 'OpenSearchCluster':
    case 'CassandraDatacenter':
      return 'the traces that it stores are deleted with it';
    default:
      return '';
  }
}

function jaegerLoss(storage: string): string {
  if (storage === 'memory') return 'its traces are in memory and are lost with its pod';
  if (storage === 'badger') return 'its traces are on the volume of its pod';
  return `nothing writes or shows traces any more; those in ${storage} stay there`;
}

function kustomizationLoss(entry: TreeObject, appliers: readonly Applier[]): string {
  const applier = appliers.find((one) => one.entry.id === entry.id);
  if (applier === undefined || !applier.prune || applier.suspended) return '';
  return `all that it applied goes with it (${counted(applier.places.size, 'object')}), even what another one applies from now on`;
}

function releaseLoss(entry: TreeObject): string {
  const values: Data | undefined = isMap(entry.object.spec) ? entry.object.spec.values : undefined;
  const crds = isMap(values) ? values.crds : undefined;
  const deletesCrds = isMap(crds) && crds.enabled === true && crds.keep === false;
  return deletesCrds ? 'Helm uninstalls it with its CRDs, and every object of those kinds is deleted' : '';
}
