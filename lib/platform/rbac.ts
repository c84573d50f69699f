import type { Component } from '../collector/effective';
import { at, type Data, field, isMap, items, words } from '../documents';

/** A right that a component needs at the Kubernetes API. */
export interface Need {
  /** API groups of which any one will do. */
  readonly groups: readonly string[];
  readonly resource: string;
  readonly verbs: readonly string[];
  /** True where a Role in one namespace would do as well, so that a missing ClusterRole proves nothing. */
  readonly namespaced?: boolean;
}

const watched = ['list', 'watch'];

function watch(group: string, ...resources: readonly string[]): readonly Need[] {
  return resources.map((resource) => ({ groups: [group], resource, verbs: watched }));
}

/** Resources that the cluster receiver watches without being asked (release 0.158). */
const clusterNeeds: readonly Need[] = [
  ...watch('', 'namespaces', 'nodes', 'pods', 'replicationcontrollers', 'resourcequotas', 'services'),
  ...watch('apps', 'daemonsets', 'deployments', 'replicasets', 'statefulsets'),
  ...watch('batch', 'cronjobs', 'jobs'),
  ...watch('autoscaling', 'horizontalpodautoscalers'),
];

const discoveryNeeds: { readonly [role: string]: readonly Need[] } = {
  node: watch('', 'nodes'),
  pod: watch('', 'pods'),
  service: watch('', 'services'),
  endpoints: watch('', 'endpoints', 'services', 'pods'),
  endpointslice: [...watch('discovery.k8s.io', 'endpointslices'), ...watch('', 'services', 'pods')],
  ingress: watch('networking.k8s.io', 'ingresses'),
};

function attributesNeeds(body: Data): readonly Need[] {
  if (field(body, 'passthrough') === true) return [];
  const namespaced = typeof at(body, ['filter', 'namespace']) === 'string';
  const extract = field(body, 'extract');
  const metadata = field(extract, 'metadata');
  const byReplicaSet = metadata === undefined || items(metadata).includes('k8s.deployment.name');
  const derived = field(extract, 'deployment_name_from_replicaset') === true;
  const fromNode = ['labels', 'annotations'].some((key) =>
    items(field(extract, key)).some((rule) => field(rule, 'from') === 'node'),
  );
  const needs = [
    ...watch('', 'pods', 'namespaces'),
    ...(byReplicaSet && !derived ? watch('apps', 'replicasets') : []),
    ...(fromNode ? watch('', 'nodes') : []),
  ];
  return namespaced ? needs.map((need) => ({ ...need, namespaced: true })) : needs;
}

function objectsNeeds(body: Data): readonly Need[] {
  return items(field(body, 'objects')).flatMap((object) => {
    const name = field(object, 'name');
    if (typeof name !== 'string') return [];
    const group = field(object, 'group');
    const verbs = field(object, 'mode') === 'watch' ? watched : ['list'];
    // Without a group the receiver looks the resource up and takes whichever group has it.
    const groups = typeof group === 'string' ? [group] : ['*'];
    return [{ groups, resource: name, verbs, namespaced: items(field(object, 'namespaces')).length > 0 }];
  });
}

function prometheusNeeds(body: Data): readonly Need[] {
  return items(at(body, ['config', 'scrape_configs']))
    .flatMap((scrape) => items(field(scrape, 'kubernetes_sd_configs')))
    .flatMap((discovery) => {
      const role = words(field(discovery, 'role'));
      const needs = Object.hasOwn(discoveryNeeds, role) ? (discoveryNeeds[role] ?? []) : [];
      const outside = field(discovery, 'kubeconfig_file') ?? field(discovery, 'api_server');
      const namespaced = items(at(discovery, ['namespaces', 'names'])).length > 0;
      return outside === undefined ? needs.map((need) => ({ ...need, namespaced })) : [];
    });
}

function observerNeeds(body: Data): readonly Need[] {
  const needs: Need[] = [];
  if (field(body, 'observe_pods') !== false) needs.push(...watch('', 'pods'));
  if (field(body, 'observe_nodes') === true) needs.push(...watch('', 'nodes'));
  if (field(body, 'observe_services') === true) needs.push(...watch('', 'services'));
  if (field(body, 'observe_ingresses') === true) needs.push(...watch('networking.k8s.io', 'ingresses'));
  const namespaced = items(field(body, 'namespaces')).length > 0;
  return needs.map((need) => ({ ...need, namespaced }));
}

function detectionNeeds(body: Data): readonly Need[] {
  const detectors = items(field(body, 'detectors'));
  const readsNode = detectors.includes('k8s_api') || detectors.includes('k8snode');
  return readsNode ? [{ groups: [''], resource: 'nodes', verbs: ['get'] }] : [];
}

const needsByType: { readonly [component: string]: (body: Data) => readonly Need[] } = {
  'processor k8s_attributes': attributesNeeds,
  'processor resource_detection': detectionNeeds,
  'receiver k8s_cluster': (body) => {
    const namespaced = items(field(body, 'namespaces')).length > 0 || field(body, 'namespace') !== undefined;
    return clusterNeeds.map((need) => ({ ...need, namespaced }));
  },
  'receiver k8s_events': (body) => [
    {
      groups: ['', 'events.k8s.io'],
      resource: 'events',
      verbs: watched,
      namespaced: items(field(body, 'namespaces')).length > 0,
    },
  ],
  'receiver k8s_objects': objectsNeeds,
  'receiver kubelet_stats': () => [{ groups: [''], resource: 'nodes/stats', verbs: ['get'] }],
  'receiver prometheus': prometheusNeeds,
  'extension k8s_observer': observerNeeds,
  'extension k8s_leader_elector': () => [
    {
      groups: ['coordination.k8s.io'],
      resource: 'leases',
      verbs: ['get', 'create', 'update'],
      namespaced: true,
    },
  ],
};

/** How a component authenticates where it says nothing (release 0.158). */
const defaultAuthentication: { readonly [component: string]: string } = { 'receiver kubelet_stats': 'tls' };

/** Rights that a component cannot work without; empty where it does not act as the pod's ServiceAccount. */
export function needsOf(component: Component): readonly Need[] {
  const key = `${component.class} ${component.type}`;
  const written = field(component.body, 'auth_type');
  if (typeof written === 'string' && written.includes('${')) return [];
  const authentication = written ?? defaultAuthentication[key] ?? 'serviceAccount';
  if (authentication !== 'serviceAccount' || !Object.hasOwn(needsByType, key)) return [];
  return needsByType[key]?.(component.body) ?? [];
}

function allows(rule: Data, need: Need, verb: string): boolean {
  if (!isMap(rule) || items(rule.resourceNames).length > 0) return false;
  const verbs = items(rule.verbs);
  const groups = items(rule.apiGroups);
  const resources = items(rule.resources);
  const [main] = need.resource.split('/');
  return (
    (verbs.includes('*') || verbs.includes(verb)) &&
    (groups.includes('*') ||
      need.groups.includes('*') ||
      need.groups.some((group) => groups.includes(group))) &&
    (resources.includes('*') ||
      resources.includes(need.resource) ||
      (need.resource !== main && resources.includes(`${main}/*`)))
  );
}

/** Verbs of a need that no rule grants. */
export function missingVerbs(rules: readonly Data[], need: Need): readonly string[] {
  return need.verbs.filter((verb) => !rules.some((rule) => allows(rule, need, verb)));
}
