import { addManifest } from '../manifest';
import type { Scaling } from './props';
import type { AnyWorkload } from './workload';

/** `replicas` of a workload; nothing where an autoscaler decides. */
export function replicasOf(scaling: Scaling): { replicas?: number } {
  return 'replicas' in scaling ? { replicas: scaling.replicas } : {};
}

/** At most one pod at a time is taken away on purpose. */
export function addDisruptionBudget(chart: AnyWorkload): void {
  addManifest(chart, 'disruption-budget', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: chart.workload },
    spec: { maxUnavailable: 1, selector: { matchLabels: { ...chart.podLabels } } },
  });
}

/** Adds and removes pods by use, where bounds are given. */
export function addAutoscaler(
  chart: AnyWorkload,
  kind: 'Deployment' | 'StatefulSet',
  scaling: Scaling,
): void {
  if (!('minReplicas' in scaling)) return;
  const { targetCpuUtilization, targetMemoryUtilization } = scaling;
  const targets = [
    ['cpu', targetCpuUtilization ?? 80],
    ['memory', targetMemoryUtilization],
  ] as const;
  addManifest(chart, 'autoscaler', {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: chart.workload },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind, name: chart.workload },
      minReplicas: scaling.minReplicas,
      maxReplicas: scaling.maxReplicas,
      metrics: targets
        .filter(([, averageUtilization]) => averageUtilization !== undefined)
        .map(([name, averageUtilization]) => ({
          type: 'Resource',
          resource: { name, target: { type: 'Utilization', averageUtilization } },
        })),
    },
  });
}
