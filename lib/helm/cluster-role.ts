import type { Data } from './data';
import { inEffect, type Span } from './model';
import { changes } from './model/changes';
import { isEnabled, valueAt } from './names';
import { discovers } from './presets/annotation-discovery';
import { electsForClusterMetrics } from './presets/cluster-metrics';
import { usesEventsReceiver } from './presets/kubernetes-events';
import { collects, collectsEvents, electsForObjects, objectGroups } from './presets/kubernetes-objects';
import { detectsCluster, detectsNode } from './presets/resource-detection';
import { truthy } from './template';
import type { Release, RuleGroup } from './version';

const read = ['get', 'list', 'watch'];

function rule(group: string, resources: readonly string[], verbs: readonly string[] = read): Data {
  return { apiGroups: [group], resources: [...resources], verbs: [...verbs] };
}

function ofPreset(preset: string, rules: (release: Release) => readonly Data[], span?: Span): RuleGroup {
  return {
    ...(span === undefined ? {} : { span }),
    applies: (release) => isEnabled(release, 'presets', preset, 'enabled'),
    rules,
  };
}

/** Leases of the leader electors. Alone it makes no role: its presets do. */
const leases: RuleGroup = {
  applies: (release) =>
    (isEnabled(release, 'presets', 'clusterMetrics', 'enabled') && electsForClusterMetrics(release)) ||
    (inEffect(release, changes.kubernetesObjects) &&
      isEnabled(release, 'presets', 'kubernetesObjects', 'enabled') &&
      electsForObjects(release)),
  rules: () => [rule('coordination.k8s.io', ['leases'], [...read, 'create', 'update', 'patch', 'delete'])],
};

/** Rules of the values, in effect only where a role is made at all. */
const ownRules: RuleGroup = {
  applies: (release) => isEnabled(release, 'clusterRole', 'create'),
  rules(release) {
    const rules = valueAt(release, 'clusterRole', 'rules');
    return Array.isArray(rules) ? rules : [];
  },
};

const kubernetesAttributesRules = ofPreset('kubernetesAttributes', () => [
  rule('', ['pods', 'namespaces']),
  rule('apps', ['replicasets']),
  rule('extensions', ['replicasets']),
]);

const clusterMetricsRules = ofPreset('clusterMetrics', () => [
  rule('', [
    'events',
    'namespaces',
    'namespaces/status',
    'nodes',
    'nodes/spec',
    'pods',
    'pods/status',
    'replicationcontrollers',
    'replicationcontrollers/status',
    'resourcequotas',
    'services',
  ]),
  rule('apps', ['daemonsets', 'deployments', 'replicasets', 'statefulsets']),
  rule('extensions', ['daemonsets', 'deployments', 'replicasets']),
  rule('batch', ['jobs', 'cronjobs']),
  rule('autoscaling', ['horizontalpodautoscalers']),
]);

const kubeletMetricsRules = ofPreset('kubeletMetrics', () => [rule('', ['nodes/stats'])]);

const kubernetesEventsRules = ofPreset('kubernetesEvents', (release) => [
  truthy(usesEventsReceiver(release))
    ? rule('', ['events'])
    : rule('events.k8s.io', ['events'], ['watch', 'list']),
]);

const kubernetesObjectsRules = ofPreset(
  'kubernetesObjects',
  (release) => {
    const groups = objectGroups.filter(({ switches }) => collects(release, switches));
    const events = collectsEvents(release) ? [rule('events.k8s.io', ['events'])] : [];
    return [...groups.map(({ group, resources }) => rule(group, resources)), ...events];
  },
  changes.kubernetesObjects,
);

const annotationDiscoveryRules: RuleGroup = {
  applies: (release) => discovers(release, 'logs') || discovers(release, 'metrics'),
  rules: () => [rule('', ['pods'])],
};

const resourceDetectionRules: RuleGroup = {
  span: changes.roleOfDetection,
  applies: detectsNode,
  rules(release) {
    const nodes = rule('', ['nodes']);
    if (!detectsCluster(release)) return [nodes];
    return [
      nodes,
      { apiGroups: [''], resources: ['namespaces'], resourceNames: ['kube-system'], verbs: ['get'] },
    ];
  },
};

/** Groups of the chart's rules in its order. */
const groups: readonly RuleGroup[] = [
  leases,
  ownRules,
  kubernetesAttributesRules,
  clusterMetricsRules,
  kubeletMetricsRules,
  kubernetesEventsRules,
  kubernetesObjectsRules,
  annotationDiscoveryRules,
  resourceDetectionRules,
];

function groupsOf(release: Release): readonly RuleGroup[] {
  return groups.filter(({ span }) => span === undefined || inEffect(release, span));
}

/** Whether the release makes a ClusterRole: `clusterRole.create`, or a preset that needs one. */
export function makesClusterRole(release: Release): boolean {
  const makers = groupsOf(release).filter((group) => group !== leases);
  return makers.some((group) => group.applies(release));
}

/** Rules of the ClusterRole in the chart's order; none where no role is made. */
export function clusterRoleRules(release: Release): readonly Data[] {
  if (!makesClusterRole(release)) return [];
  return groupsOf(release).flatMap((group) =>
    group === ownRules || group.applies(release) ? group.rules(release) : [],
  );
}
