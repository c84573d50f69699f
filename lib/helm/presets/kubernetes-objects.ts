import { type Data, type Table, withKey } from '../data';
import { fail } from '../failure';
import { inEffect } from '../model';
import { changes } from '../model/changes';
import { hasPreset, isEnabled, isMode, valueAt } from '../names';
import { concatenated, field, index, over, softField, table, truthy } from '../template';
import type { ConfigStep, Release } from '../version';
import { eventWatch } from './kubernetes-events';
import { leaderElector, leaderElectorExtension } from './leader-election';
import { skeleton, withExtension, withReceiver } from './pipelines';

const elector = 'k8s_objects';
const receiver = 'k8sobjects';

/** Resources of one API group that a switch of the preset collects; the core group has no name. */
export interface ObjectGroup {
  /** Switch under `presets.kubernetesObjects` that must be on, and one below it where there is one. */
  readonly switches: readonly (readonly string[])[];
  readonly group: string;
  readonly resources: readonly string[];
}

/** All groups in the chart's order. */
export const objectGroups: readonly ObjectGroup[] = [
  {
    switches: [['core']],
    group: '',
    resources: ['namespaces', 'pods', 'nodes', 'services', 'serviceaccounts'],
  },
  {
    switches: [['core']],
    group: 'apps',
    resources: ['deployments', 'replicasets', 'daemonsets', 'statefulsets'],
  },
  { switches: [['core']], group: 'batch', resources: ['jobs', 'cronjobs'] },
  {
    switches: [['rbac']],
    group: 'rbac.authorization.k8s.io',
    resources: ['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings'],
  },
  { switches: [['storage']], group: 'storage.k8s.io', resources: ['storageclasses'] },
  { switches: [['storage']], group: '', resources: ['persistentvolumes', 'persistentvolumeclaims'] },
  { switches: [['networking']], group: 'networking.k8s.io', resources: ['ingresses', 'networkpolicies'] },
  { switches: [['autoscaling']], group: 'autoscaling', resources: ['horizontalpodautoscalers'] },
  {
    switches: [['autoscaling'], ['autoscaling', 'vpa']],
    group: 'autoscaling.k8s.io',
    resources: ['verticalpodautoscalers'],
  },
  { switches: [['policy']], group: 'policy', resources: ['poddisruptionbudgets'] },
  { switches: [['apiExtensions']], group: 'apiextensions.k8s.io', resources: ['customresourcedefinitions'] },
];

/** Whether the preset collects a group; fails where one of its switches was set to null. */
export function collects(release: Release, switches: readonly (readonly string[])[]): boolean {
  return switches.every((path) => isEnabled(release, 'presets', 'kubernetesObjects', ...path, 'enabled'));
}

/** Whether the preset watches events, which it does on its own since 0.170.0. */
export function collectsEvents(release: Release): boolean {
  return inEffect(release, changes.objectsOfEvents) && collects(release, [['events']]);
}

/** Turns Kubernetes objects into logs, by listing them and, with `watch`, by watching them too. */
export const kubernetesObjects: ConfigStep = {
  label: 'preset kubernetesObjects',
  span: changes.kubernetesObjects,
  applies: (release) => hasPreset(release, 'kubernetesObjects'),
  apply(config, release) {
    const elects = electsForObjects(release);
    const objects = objectList(release);
    const allObjects = concatenated(
      objects,
      configuredObjects(config),
      `config.receivers.${receiver}.objects`,
    );
    const merged = over(skeleton(release, 'logs', 'receivers'), block(release, elects, objects), config);
    const receivers = field(merged, ['receivers'], 'config');
    const configured = table(index(receivers, receiver, 'config.receivers'), `config.receivers.${receiver}`);
    const replaced = withKey(
      table(receivers, 'config.receivers'),
      receiver,
      withKey(configured, 'objects', allObjects),
    );
    const listed = withKey(merged, 'receivers', replaced);
    return withReceiver(
      elects ? withExtension(listed, release, leaderElector(elector)) : listed,
      'logs',
      receiver,
    );
  },
};

/** Whether the receiver waits for a lease: in a daemonset only, unless election is turned off. */
export function electsForObjects(release: Release): boolean {
  return (
    isMode(release, 'daemonset') &&
    !truthy(valueAt(release, 'presets', 'kubernetesObjects', 'disableLeaderElection'))
  );
}

function objectList(release: Release): Data[] {
  const watches = isEnabled(release, 'presets', 'kubernetesObjects', 'watch');
  const objects: Data[] = [];
  for (const { switches, group, resources } of objectGroups) {
    if (!collects(release, switches)) continue;
    for (const name of resources) {
      for (const mode of watches ? ['pull', 'watch'] : ['pull'])
        objects.push({ name, mode, ...(group === '' ? {} : { group }) });
    }
  }
  if (collectsEvents(release)) objects.push(eventWatch);
  if (objects.length > 0) return objects;
  return fail(
    'presets.kubernetesObjects is enabled with every group of objects off: enable one of core, rbac, storage, networking, autoscaling, policy, apiExtensions or events, or disable the preset.',
  );
}

function configuredObjects(config: Table): Data {
  const receivers = field(config, ['receivers'], 'config');
  if (!truthy(receivers)) return [];
  const configured = index(receivers, receiver, 'config.receivers');
  if (!truthy(configured)) return [];
  const objects = softField(configured, 'objects', `config.receivers.${receiver}`);
  return truthy(objects) ? objects : [];
}

function block(release: Release, elects: boolean, objects: Data[]): Table {
  if (!elects) return { receivers: { [receiver]: { objects } } };
  return {
    ...leaderElectorExtension(release, elector, 'k8s.objects.receiver.opentelemetry.io'),
    receivers: { [receiver]: { k8s_leader_elector: leaderElector(elector), objects } },
  };
}
