import type { Data } from './data';
import { type RefusedRelease, refusing } from './effective';
import { fail } from './failure';
import {
  clusterRoleName,
  fullname,
  isEnabled,
  isMode,
  knownMode,
  modeOf,
  namespaceOf,
  podLabels,
  printed,
  selectorLabels,
  serviceAccountName,
  valueAt,
} from './names';
import { makesClusterRole, rulesOfClusterRole } from './objects/cluster-role';
import { isExposed } from './objects/exposure';
import { makesService } from './objects/service';
import { plain } from './part';
import { podOf } from './pod';
import { replicaCount } from './presets/cluster-metrics';
import { open, type ReleaseInput } from './run';
import type { Mode, Release } from './version';

/** What a release gives to others: names, addresses, rights, and what its pods look like. */
export interface ReleaseFacts {
  readonly ok: true;
  readonly mode: Mode;
  /** The name that every object of the release is built on. */
  readonly fullname: string;
  /** Namespace of the objects: `namespaceOverride`, else the release's. */
  readonly namespace: string;
  /** Fixed number of replicas, or the autoscaler's minimum; absent in a daemonset. */
  readonly replicas?: number;
  /** The autoscaler's maximum; absent without one. */
  readonly maxReplicas?: number;
  /** Absent where the release has no Service. */
  readonly service?: { readonly name: string; readonly host: string; readonly type: string };
  /** ServiceAccount that the pods run as. */
  readonly serviceAccountName: string;
  /** Absent where the release makes no ClusterRole. */
  readonly clusterRoleName?: string;
  /** Rules of the ClusterRole, in the chart's order. */
  readonly clusterRoleRules: readonly Data[];
  /** Names of the container's variables in order. */
  readonly env: readonly string[];
  /** True where an Ingress, HTTPRoute, NodePort or LoadBalancer exposes it. */
  readonly exposed: boolean;
  readonly podLabels: { readonly [key: string]: string };
  readonly selectorLabels: { readonly [key: string]: string };
}

/** The facts of a release; `ok: false` where Helm refuses its values or the mode is not set. Never throws. */
export function releaseFacts(input: ReleaseInput): ReleaseFacts | RefusedRelease {
  return refusing(() => {
    const { release } = open(input);
    if (knownMode(modeOf(release)) === undefined)
      fail('`mode` must be set: write deployment, daemonset or statefulset.');
    return factsOf(release);
  });
}

/** The facts of values that may still be refused: without a mode those of a deployment. */
export function factsOf(release: Release): ReleaseFacts {
  const name = fullname(release);
  const namespace = namespaceOf(release);
  return {
    ok: true,
    mode: knownMode(modeOf(release)) ?? 'deployment',
    fullname: name,
    namespace,
    ...scaleAndExposure(release),
    ...(makesService(release) ? { service: serviceOf(release, name, namespace) } : {}),
    serviceAccountName: serviceAccountName(release),
    ...(makesClusterRole(release) ? { clusterRoleName: clusterRoleName(release) } : {}),
    clusterRoleRules: rulesOfClusterRole(release).map(plain),
    env: podOf(release).env,
    podLabels: podLabels(release),
    selectorLabels: selectorLabels(release),
  };
}

function serviceOf(release: Release, name: string, namespace: string): ReleaseFacts['service'] {
  return {
    name,
    host: `${name}.${namespace}.svc.cluster.local`,
    type: printed(valueAt(release, 'service', 'type')),
  };
}

/** Who reaches a release from outside and how many pods it has; what the chart refuses to read is left out. */
function scaleAndExposure(
  release: Release,
): Pick<ReleaseFacts, 'replicas' | 'maxReplicas'> & { readonly exposed: boolean } {
  const scale = refusing(() => ({ ok: true, pods: replicasOf(release) }));
  const exposure = refusing(() => ({ ok: true, exposed: isExposed(release) }));
  return { ...(scale.ok ? scale.pods : {}), exposed: exposure.ok && exposure.exposed };
}

/** Pods of a release: the fixed number or the autoscaler's bounds, as far as the values say them; empty for a daemonset. */
function replicasOf(release: Release): { replicas?: number; maxReplicas?: number } {
  if (isMode(release, 'daemonset')) return {};
  if (isEnabled(release, 'autoscaling', 'enabled')) {
    const least = valueAt(release, 'autoscaling', 'minReplicas');
    const most = valueAt(release, 'autoscaling', 'maxReplicas');
    return {
      ...(typeof least === 'number' ? { replicas: least } : {}),
      ...(typeof most === 'number' ? { maxReplicas: most } : {}),
    };
  }
  const count = replicaCount(release);
  // Without `replicas` the cluster runs one pod; only a deployment leaves a zero out.
  return { replicas: count === 0 && isMode(release, 'deployment') ? 1 : count };
}
