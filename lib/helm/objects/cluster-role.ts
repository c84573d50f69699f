import type { Data } from '../data';
import { inEffect, type VersionSpan } from '../model';
import { changes } from '../model/changes';
import { hasPreset, isEnabled, valueAt } from '../names';
import { type Part, Taken } from '../part';
import { electsForClusterMetrics } from '../presets/cluster-metrics';
import { usesEventsReceiver } from '../presets/kubernetes-events';
import { collects, collectsEvents, electsForObjects, objectGroups } from '../presets/kubernetes-objects';
import { detectsCluster, detectsNode } from '../presets/resource-detection';
import { truthy } from '../template';
import type { Release } from '../version';
import { discoversAnything } from './presets';
import { itemsAt } from './text';

const read = ['get', 'list', 'watch'];

function rule(group: string, resources: readonly string[], verbs: readonly string[] = read): Data {
  return { apiGroups: [group], resources: [...resources], verbs: [...verbs] };
}

/** Rules that a part of the values brings; nothing where it is not on. */
interface RuleGroup {
  readonly source: readonly string[];
  readonly applies: (release: Release) => boolean;
  readonly rules: (release: Release) => readonly Data[];
}

function ofPreset(
  preset: string,
  rules: (release: Release) => readonly Data[],
  span?: VersionSpan,
): RuleGroup {
  const source = ['presets', preset, 'enabled'];
  return {
    source,
    applies: (release) => (span === undefined || inEffect(release, span)) && isEnabled(release, ...source),
    rules,
  };
}

const discovery: RuleGroup = {
  source: ['presets', 'annotationDiscovery'],
  applies: discoversAnything,
  rules: () => [rule('', ['pods'])],
};

const detection: RuleGroup = {
  source: ['presets', 'resourceDetection'],
  applies: (release) => inEffect(release, changes.roleOfDetection) && detectsNode(release),
  rules(release) {
    const nodes = rule('', ['nodes']);
    if (!detectsCluster(release)) return [nodes];
    return [
      nodes,
      { apiGroups: [''], resources: ['namespaces'], resourceNames: ['kube-system'], verbs: ['get'] },
    ];
  },
};

/** The role names the core group first under each switch; the configuration does not. */
const objectGroupsOfRole = objectGroups.toSorted((a, b) =>
  a.switches[0]?.[0] === b.switches[0]?.[0] ? Number(a.group !== '') - Number(b.group !== '') : 0,
);

const groups: readonly RuleGroup[] = [
  ofPreset('kubernetesAttributes', () => [
    rule('', ['pods', 'namespaces'], ['get', 'watch', 'list']),
    rule('apps', ['replicasets']),
    rule('extensions', ['replicasets']),
  ]),
  ofPreset('clusterMetrics', () => [
    rule(
      '',
      'events namespaces namespaces/status nodes nodes/spec pods pods/status replicationcontrollers replicationcontrollers/status resourcequotas services'.split(
        ' ',
      ),
    ),
    rule('apps', ['daemonsets', 'deployments', 'replicasets', 'statefulsets']),
    rule('extensions', ['daemonsets', 'deployments', 'replicasets']),
    rule('batch', ['jobs', 'cronjobs']),
    rule('autoscaling', ['horizontalpodautoscalers']),
  ]),
  ofPreset('kubeletMetrics', () => [rule('', ['nodes/stats'], ['get', 'watch', 'list'])]),
  ofPreset('kubernetesEvents', (release) => [
    usesEventsReceiver(release) ? rule('', ['events']) : rule('events.k8s.io', ['events'], ['watch', 'list']),
  ]),
  ofPreset(
    'kubernetesObjects',
    (release) => {
      const collected = objectGroupsOfRole.filter(({ switches }) => collects(release, switches));
      const events = collectsEvents(release) ? [rule('events.k8s.io', ['events'])] : [];
      return [...collected.map(({ group, resources }) => rule(group, resources)), ...events];
    },
    changes.kubernetesObjects,
  ),
  discovery,
  detection,
];

/** Leases of the leader electors. Alone they make no role: their presets do. */
function leases(release: Release): Part[] {
  const cause = electingPreset(release);
  if (cause === undefined) return [];
  const made = rule('coordination.k8s.io', ['leases'], [...read, 'create', 'update', 'patch', 'delete']);
  return [new Taken(made, ['presets', cause, 'enabled'])];
}

function electingPreset(release: Release): string | undefined {
  const isOn = (preset: string): boolean => hasPreset(release, preset);
  if (isOn('clusterMetrics') && electsForClusterMetrics(release)) return 'clusterMetrics';
  const objects = inEffect(release, changes.kubernetesObjects) && isOn('kubernetesObjects');
  return objects && electsForObjects(release) ? 'kubernetesObjects' : undefined;
}

/** Whether the release makes a ClusterRole: `clusterRole.create`, or a preset that needs one. */
export function makesClusterRole(release: Release): boolean {
  return isEnabled(release, 'clusterRole', 'create') || groups.some((group) => group.applies(release));
}

/** Rules of the ClusterRole in the chart's order: leases, those of the values, those of the presets. */
export function rulesOfClusterRole(release: Release): Part[] {
  if (!makesClusterRole(release)) return [];
  return [
    ...leases(release),
    ...(truthy(valueAt(release, 'clusterRole', 'rules')) ? itemsAt(release, 'clusterRole', 'rules') : []),
    ...groups
      .filter((group) => group.applies(release))
      .flatMap((group) => group.rules(release).map((made) => new Taken(made, group.source))),
  ];
}
