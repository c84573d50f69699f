import { inEffect } from '../model';
import { fullname, isEnabled, isMode, kindOfMode } from '../names';
import type { Part } from '../part';
import type { ObjectTemplate, Release } from '../version';
import { changes } from './changes';
import { identity, metadata, objectLabels } from './metadata';
import { bare, bareAt, bareWhereFilled, filledAt, itemsAt } from './text';

export const horizontalPodAutoscaler: ObjectTemplate = (release) => {
  if (!isEnabled(release, 'autoscaling', 'enabled') || !isMode(release, 'deployment', 'statefulset'))
    return [];
  const metrics = [
    ...utilization(release, 'memory', 'targetMemoryUtilizationPercentage'),
    ...utilization(release, 'cpu', 'targetCPUUtilizationPercentage'),
    ...(inEffect(release, changes.additionalMetrics)
      ? itemsAt(release, 'autoscaling', 'additionalMetrics')
      : []),
  ];
  return [
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: metadata(release, fullname(release), objectLabels(release)),
      spec: {
        scaleTargetRef: {
          apiVersion: 'apps/v1',
          kind: kindOfMode[isMode(release, 'deployment') ? 'deployment' : 'statefulset'],
          name: bare(fullname(release), 'fullnameOverride or nameOverride'),
        },
        minReplicas: bareAt(release, 'autoscaling', 'minReplicas'),
        maxReplicas: bareAt(release, 'autoscaling', 'maxReplicas'),
        behavior: filledAt(release, 'autoscaling', 'behavior'),
        metrics: metrics.length === 0 ? null : metrics,
      },
    },
  ];
};

function utilization(release: Release, name: string, field: string): Part[] {
  const averageUtilization = bareWhereFilled(release, 'autoscaling', field);
  if (averageUtilization === undefined) return [];
  return [{ type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } }];
}

export const podDisruptionBudget: ObjectTemplate = (release) => {
  const budgetModes = inEffect(release, changes.budgetOfStatefulSet)
    ? ['deployment', 'statefulset']
    : ['deployment'];
  if (!isEnabled(release, 'podDisruptionBudget', 'enabled') || !isMode(release, ...budgetModes)) return [];
  return [
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: metadata(release, fullname(release), objectLabels(release)),
      spec: {
        minAvailable: bareWhereFilled(release, 'podDisruptionBudget', 'minAvailable'),
        maxUnavailable: bareWhereFilled(release, 'podDisruptionBudget', 'maxUnavailable'),
        selector: { matchLabels: identity(release) },
      },
    },
  ];
};
