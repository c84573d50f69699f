import type { Data, Table } from '../data';
import { isEnabled, isMode, valueAt } from '../names';
import { over, truthy } from '../template';
import type { Release, Step } from '../version';
import { leaderElector, leaderElectorExtension } from './leader-election';
import { receiverPreset, skeleton, withExtension, withReceiver } from './pipelines';

const elector = 'k8s_cluster';

/** Asks the API server for the state of nodes and workloads (0.141.1 and later: one of several replicas leads). */
export function clusterMetrics({ elects }: { readonly elects: boolean }): Step {
  return {
    label: 'preset clusterMetrics',
    applies: (release) => isEnabled(release, 'presets', 'clusterMetrics', 'enabled'),
    apply(config, release) {
      if (!elects || !electsForClusterMetrics(release)) {
        return receiverPreset(
          config,
          'metrics',
          { receivers: { k8s_cluster: { collection_interval: '10s' } } },
          'k8s_cluster',
        );
      }
      const merged = over(skeleton('metrics', 'receivers'), block(release), config);
      return withReceiver(withExtension(merged, leaderElector(elector)), 'metrics', 'k8s_cluster');
    },
  };
}

/** How the templates count replicas: what is no number counts as none. */
export function replicaCount(release: Release): number {
  const value: Data = valueAt(release, 'replicaCount');
  return typeof value === 'number' ? Math.trunc(value) : 0;
}

/** Whether the receiver waits for a lease: with several pods, unless election is turned off. */
export function electsForClusterMetrics(release: Release): boolean {
  const several = isMode(release, 'daemonset') || replicaCount(release) > 1;
  return several && !truthy(valueAt(release, 'presets', 'clusterMetrics', 'disableLeaderElection'));
}

function block(release: Release): Table {
  return {
    ...leaderElectorExtension(release, elector, 'k8s.cluster.receiver.opentelemetry.io'),
    receivers: { k8s_cluster: { k8s_leader_elector: leaderElector(elector), collection_interval: '10s' } },
  };
}
