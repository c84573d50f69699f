import type { Data, Table } from '../data';
import { inEffect } from '../model';
import { changes } from '../model/changes';
import { hasPreset, isMode, valueAt } from '../names';
import { over, truthy } from '../template';
import type { ConfigStep, Release } from '../version';
import { leaderElector, leaderElectorExtension } from './leader-election';
import { receiverPreset, skeleton, withExtension, withReceiver } from './pipelines';

const elector = 'k8s_cluster';

/** Asks the API server for the state of nodes and workloads. */
export const clusterMetrics: ConfigStep = {
  label: 'preset clusterMetrics',
  applies: (release) => hasPreset(release, 'clusterMetrics'),
  apply(config, release) {
    if (!electsForClusterMetrics(release)) {
      const block = { receivers: { k8s_cluster: { collection_interval: '10s' } } };
      return receiverPreset(config, release, 'metrics', block, 'k8s_cluster');
    }
    const merged = over(skeleton(release, 'metrics', 'receivers'), electedBlock(release), config);
    return withReceiver(withExtension(merged, release, leaderElector(elector)), 'metrics', 'k8s_cluster');
  },
};

/** How the templates count replicas: what is no number counts as none. */
export function replicaCount(release: Release): number {
  const value: Data = valueAt(release, 'replicaCount');
  return typeof value === 'number' ? Math.trunc(value) : 0;
}

/** Whether the receiver waits for a lease: with several pods, unless election is turned off. */
export function electsForClusterMetrics(release: Release): boolean {
  if (!inEffect(release, changes.clusterMetricsElects)) return false;
  const replicas = inEffect(release, changes.clusterMetricsElectsReplicas) && replicaCount(release) > 1;
  const several = isMode(release, 'daemonset') || replicas;
  return several && !truthy(valueAt(release, 'presets', 'clusterMetrics', 'disableLeaderElection'));
}

function electedBlock(release: Release): Table {
  return {
    ...leaderElectorExtension(release, elector, 'k8s.cluster.receiver.opentelemetry.io'),
    receivers: { k8s_cluster: { k8s_leader_elector: leaderElector(elector), collection_interval: '10s' } },
  };
}
