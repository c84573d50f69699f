import { inEffect } from '../model';
import { fullname, isEnabled, isMode } from '../names';
import type { ObjectTemplate } from '../version';
import { changes } from './changes';
import { named } from './text';

export const horizontalPodAutoscaler: ObjectTemplate = (release) => {
  if (!isEnabled(release, 'autoscaling', 'enabled') || !isMode(release, 'deployment', 'statefulset'))
    return [];
  return [named(release, 'HorizontalPodAutoscaler', fullname(release))];
};

export const podDisruptionBudget: ObjectTemplate = (release) => {
  const modes = inEffect(release, changes.budgetOfStatefulSet)
    ? ['deployment', 'statefulset']
    : ['deployment'];
  if (!isEnabled(release, 'podDisruptionBudget', 'enabled') || !isMode(release, ...modes)) return [];
  return [named(release, 'PodDisruptionBudget', fullname(release))];
};
