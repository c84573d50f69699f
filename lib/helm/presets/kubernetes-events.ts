import type { Table } from '../data';
import { isEnabled, isMode } from '../names';
import type { Release, Step } from '../version';
import { receiverPreset } from './pipelines';

/** The watch on events, as an entry of the k8sobjects receiver. */
export const eventWatch: Table = {
  name: 'events',
  mode: 'watch',
  group: 'events.k8s.io',
  exclude_watch_type: ['DELETED'],
};

/**
 * Turns the cluster's events into logs. Does nothing in a daemonset, though its cluster role is made all the same.
 * With `ownReceiver` the value `useK8sEventsReceiver` is read (0.170.0 and later).
 */
export function kubernetesEvents({ ownReceiver }: { readonly ownReceiver: boolean }): Step {
  return {
    label: 'preset kubernetesEvents',
    applies: (release) =>
      isMode(release, 'deployment', 'statefulset') &&
      isEnabled(release, 'presets', 'kubernetesEvents', 'enabled'),
    apply(config, release) {
      if (ownReceiver && usesEventsReceiver(release)) {
        return receiverPreset(config, 'logs', { receivers: { k8s_events: {} } }, 'k8s_events');
      }
      return receiverPreset(
        config,
        'logs',
        { receivers: { k8sobjects: { objects: [eventWatch] } } },
        'k8sobjects',
      );
    },
  };
}

export function usesEventsReceiver(release: Release): boolean {
  return isEnabled(release, 'presets', 'kubernetesEvents', 'useK8sEventsReceiver');
}
