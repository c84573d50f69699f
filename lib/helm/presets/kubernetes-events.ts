import type { Table } from '../data';
import { inEffect } from '../model';
import { changes } from '../model/changes';
import { hasPreset, isEnabled, isMode } from '../names';
import type { ConfigStep, Release } from '../version';
import { receiverPreset } from './pipelines';

/** The watch on events, as an entry of the k8sobjects receiver. */
export const eventWatch: Table = {
  name: 'events',
  mode: 'watch',
  group: 'events.k8s.io',
  exclude_watch_type: ['DELETED'],
};

/** Turns the cluster's events into logs. Does nothing in a daemonset, though its cluster role is made all the same. */
export const kubernetesEvents: ConfigStep = {
  label: 'preset kubernetesEvents',
  applies: (release) =>
    isMode(release, 'deployment', 'statefulset') && hasPreset(release, 'kubernetesEvents'),
  apply(config, release) {
    if (usesEventsReceiver(release)) {
      return receiverPreset(config, release, 'logs', { receivers: { k8s_events: {} } }, 'k8s_events');
    }
    const block = { receivers: { k8sobjects: { objects: [eventWatch] } } };
    return receiverPreset(config, release, 'logs', block, 'k8sobjects');
  },
};

export function usesEventsReceiver(release: Release): boolean {
  return (
    inEffect(release, changes.eventsReceiver) &&
    isEnabled(release, 'presets', 'kubernetesEvents', 'useK8sEventsReceiver')
  );
}
