import { fullname, isEnabled, isMode } from '../names';
import type { ObjectTemplate } from '../version';
import { named } from './text';

export const horizontalPodAutoscaler: ObjectTemplate = (release) => {
  if (!isEnabled(release, 'autoscaling', 'enabled') || !isMode(release, 'deployment', 'statefulset'))
    return [];
  return [named(release, 'HorizontalPodAutoscaler', fullname(release))];
};

/** Made in the given modes only. */
export function podDisruptionBudget(...modes: readonly string[]): ObjectTemplate {
  return (release) => {
    if (!isEnabled(release, 'podDisruptionBudget', 'enabled') || !isMode(release, ...modes)) return [];
    return [named(release, 'PodDisruptionBudget', fullname(release))];
  };
}
