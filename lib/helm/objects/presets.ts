import { inEffect } from '../model';
import { changes } from '../model/changes';
import { hasPreset, isEnabled } from '../names';
import { discovers } from '../presets/annotation-discovery';
import type { Release } from '../version';

export function profiles(release: Release): boolean {
  return inEffect(release, changes.profiling) && hasPreset(release, 'profiling');
}

export function discoversAnything(release: Release): boolean {
  return discovers(release, 'logs') || discovers(release, 'metrics');
}

/** The preset for which the pods read the logs of the others on their node, by its place in the values. */
export function logReader(release: Release): readonly string[] | undefined {
  const collects = ['presets', 'logsCollection', 'enabled'];
  if (isEnabled(release, ...collects)) return collects;
  return discovers(release, 'logs') ? ['presets', 'annotationDiscovery', 'logs', 'enabled'] : undefined;
}

export function storesCheckpoints(release: Release): boolean {
  return isEnabled(release, 'presets', 'logsCollection', 'storeCheckpoints');
}
