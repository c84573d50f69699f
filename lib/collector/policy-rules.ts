import { type Collector, isUsed } from './collector';
import type { AnyComponent } from './handles';

/** One rule of a Kubernetes ClusterRole. */
export interface PolicyRule {
  /** API groups; the empty text is the core group. */
  readonly apiGroups: readonly string[];
  /** Resources in the plural, `pods`; a sub-resource after a slash, `nodes/stats`. */
  readonly resources: readonly string[];
  /** Names that the rule is limited to; absent: all. */
  readonly resourceNames?: readonly string[];
  /** `get`, `list`, `watch` and so on. */
  readonly verbs: readonly string[];
}

const read = ['get', 'list', 'watch'];

/**
 * The ClusterRole rules that the used components of a collector need to read the Kubernetes API: one rule a set of
 * verbs and an API group, sorted, nothing twice. Empty where no component talks to the API.
 *
 * Sources: the READMEs of the components, release 0.158, and the presets of the collector's chart 0.170.0.
 */
export function policyRules(whole: Collector): PolicyRule[] {
  const needs = whole.components.filter((part) => isUsed(whole, part)).flatMap(needsOf);
  return merged(needs);
}

interface Need {
  readonly group: string;
  readonly resource: string;
  readonly verbs: readonly string[];
}

function needsOf(part: AnyComponent): Need[] {
  const need = needsByType[`${part.class} ${part.type}`];
  return need === undefined || readsOwnCredentials(part.config) ? [] : need(part.config);
}

/** With a kubeconfig or no authentication the component does not act as the pod's ServiceAccount. */
function readsOwnCredentials(config: unknown): boolean {
  const authentication = at(config, 'auth_type');
  return authentication === 'kubeConfig' || authentication === 'none' || authentication === 'tls';
}

const needsByType: { readonly [component: string]: (config: unknown) => Need[] } = {
  'processor k8s_attributes': kubernetesAttributes,
  'processor resource_detection': resourceDetection,
  'receiver k8s_cluster': () => kubernetesCluster,
  'receiver k8s_events': () => [...reads('', 'events', 'namespaces'), ...reads('events.k8s.io', 'events')],
  'receiver k8s_objects': kubernetesObjects,
  'receiver kubelet_stats': kubeletStats,
  'receiver prometheus': prometheusDiscovery,
  'extension k8s_observer': kubernetesObserver,
  'extension k8s_leader_elector': () => [
    {
      group: 'coordination.k8s.io',
      resource: 'leases',
      verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
    },
  ],
  'exporter load_balancing': (config) =>
    at(config, 'resolver', 'k8s') === undefined
      ? []
      : [...reads('', 'endpoints'), ...reads('discovery.k8s.io', 'endpointslices')],
};

const kubernetesCluster: Need[] = [
  ...reads(
    '',
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
  ),
  ...reads('apps', 'daemonsets', 'deployments', 'replicasets', 'statefulsets'),
  ...reads('autoscaling', 'horizontalpodautoscalers'),
  ...reads('batch', 'cronjobs', 'jobs'),
];

/** Owner kinds whose labels, annotations or uid the processor looks up. */
const ownerResources: { readonly [kind: string]: readonly [group: string, resource: string] } = {
  namespace: ['', 'namespaces'],
  node: ['', 'nodes'],
  deployment: ['apps', 'deployments'],
  replicaset: ['apps', 'replicasets'],
  statefulset: ['apps', 'statefulsets'],
  daemonset: ['apps', 'daemonsets'],
  job: ['batch', 'jobs'],
};

function kubernetesAttributes(config: unknown): Need[] {
  const kinds = new Set(['namespace', 'replicaset']);
  for (const rule of [
    ...list(at(config, 'extract', 'labels')),
    ...list(at(config, 'extract', 'annotations')),
  ]) {
    const from = at(rule, 'from');
    if (typeof from === 'string') kinds.add(from);
  }
  for (const name of list(at(config, 'extract', 'metadata'))) {
    if (name === 'k8s.node.uid') kinds.add('node');
    if (name === 'k8s.cronjob.name' || name === 'k8s.cronjob.uid') kinds.add('job');
    if (name === 'k8s.deployment.uid') kinds.add('deployment');
  }
  const owners = [...kinds].flatMap((kind) => {
    const resource = ownerResources[kind];
    return resource === undefined ? [] : reads(...resource);
  });
  return [...reads('', 'pods'), ...owners];
}

function resourceDetection(config: unknown): Need[] {
  const detectors = list(at(config, 'detectors'));
  const readsNode = detectors.includes('k8s_api') || detectors.includes('k8snode');
  return readsNode ? [...reads('', 'nodes'), { group: '', resource: 'namespaces', verbs: ['get'] }] : [];
}

function kubernetesObjects(config: unknown): Need[] {
  return list(at(config, 'objects')).flatMap((object) => {
    const name = at(object, 'name');
    const group = at(object, 'group');
    return typeof name === 'string' ? reads(typeof group === 'string' ? group : '', name) : [];
  });
}

function kubeletStats(config: unknown): Need[] {
  const usesProxy = list(at(config, 'extra_metadata_labels')).length > 0;
  const stats: Need = { group: '', resource: 'nodes/stats', verbs: ['get'] };
  return usesProxy ? [stats, { group: '', resource: 'nodes/proxy', verbs: ['get'] }] : [stats];
}

const discoveryRoles: { readonly [role: string]: readonly Need[] } = {
  node: reads('', 'nodes'),
  pod: reads('', 'pods'),
  service: reads('', 'services'),
  endpoints: reads('', 'endpoints', 'pods', 'services'),
  endpointslice: [...reads('discovery.k8s.io', 'endpointslices'), ...reads('', 'pods', 'services')],
  ingress: reads('networking.k8s.io', 'ingresses'),
};

function prometheusDiscovery(config: unknown): Need[] {
  return list(at(config, 'config', 'scrape_configs'))
    .flatMap((scrape) => list(at(scrape, 'kubernetes_sd_configs')))
    .flatMap((discovery) => discoveryRoles[String(at(discovery, 'role'))] ?? []);
}

function kubernetesObserver(config: unknown): Need[] {
  const observed: [field: string, byDefault: boolean, group: string, resource: string][] = [
    ['observe_pods', true, '', 'pods'],
    ['observe_nodes', false, '', 'nodes'],
    ['observe_services', false, '', 'services'],
    ['observe_ingresses', false, 'networking.k8s.io', 'ingresses'],
  ];
  return observed.flatMap(([field, byDefault, group, resource]) =>
    (at(config, field) ?? byDefault) === false ? [] : reads(group, resource),
  );
}

function reads(group: string, ...resources: readonly string[]): Need[] {
  return resources.map((resource) => ({ group, resource, verbs: read }));
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  let found = value;
  for (const key of keys) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as { readonly [key: string]: unknown })[key];
  }
  return found;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function merged(needs: readonly Need[]): PolicyRule[] {
  const verbsByResource = new Map<string, Set<string>>();
  for (const { group, resource, verbs } of needs) {
    const key = `${group}\n${resource}`;
    const known = verbsByResource.get(key) ?? new Set<string>();
    for (const verb of verbs) known.add(verb);
    verbsByResource.set(key, known);
  }
  const resourcesByRule = new Map<string, string[]>();
  for (const key of [...verbsByResource.keys()].sort()) {
    const [group = '', resource = ''] = key.split('\n');
    const rule = `${group}\n${[...(verbsByResource.get(key) ?? [])].join(',')}`;
    resourcesByRule.set(rule, [...(resourcesByRule.get(rule) ?? []), resource]);
  }
  return [...resourcesByRule].map(([rule, resources]) => {
    const [group = '', verbs = ''] = rule.split('\n');
    return { apiGroups: [group], resources, verbs: verbs.split(',') };
  });
}
