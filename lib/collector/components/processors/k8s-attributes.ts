import { at, type Data, field, items, ownValue } from '../../../documents';
import type { ComponentCard } from '../card';
import { nodeVariable } from '../node-variable';
import { inNamespace, type Need, watch } from '../rights';

/** Objects whose labels and annotations it may add, by the word that a rule names them with. */
const sources: { readonly [from: string]: readonly Need[] } = {
  namespace: watch('', 'namespaces'),
  node: watch('', 'nodes'),
  deployment: watch('apps', 'deployments'),
  statefulset: watch('apps', 'statefulsets'),
  daemonset: watch('apps', 'daemonsets'),
  job: watch('batch', 'jobs'),
};

/** What it looks up for an attribute, beyond the pod. */
const lookedUp: { readonly [attribute: string]: readonly Need[] } = {
  'k8s.cluster.uid': watch('', 'namespaces'),
  'k8s.node.uid': watch('', 'nodes'),
  'k8s.cronjob.uid': watch('batch', 'jobs'),
};

/** Adds what the Kubernetes API knows of the pod that telemetry comes from (internal/kube/client.go, contrib 0.158). */
export const k8sAttributes: ComponentCard = {
  does: ['enriches'],
  ofKubernetes: true,
  boundByOperator: true,
  rights: (body) => {
    if (field(body, 'passthrough') === true) return [];
    const extract = field(body, 'extract');
    const metadata = items(field(extract, 'metadata'));
    const named = ['labels', 'annotations'].flatMap((key) => items(field(extract, key)).map(sourceOf));
    const needs = [
      ...watch('', 'pods'),
      ...(needsReplicaSets(extract) || named.includes('deployment') ? watch('apps', 'replicasets') : []),
      ...named.flatMap((from) => entry(sources, from)),
      ...metadata.flatMap((attribute) => entry(lookedUp, attribute)),
    ];
    return inNamespace(needs, typeof at(body, ['filter', 'namespace']) === 'string');
  },
  pod: (body) => nodeVariable(at(body, ['filter', 'node_from_env_var'])),
};

/** A Deployment is found through the ReplicaSet of the pod, unless its name is cut out of that one's. */
function needsReplicaSets(extract: Data | undefined): boolean {
  const metadata = field(extract, 'metadata');
  const names = metadata === undefined ? ['k8s.deployment.name'] : items(metadata);
  const isDerived = field(extract, 'deployment_name_from_replicaset') === true;
  return names.includes('k8s.deployment.uid') || (names.includes('k8s.deployment.name') && !isDerived);
}

function sourceOf(rule: Data): Data {
  return field(rule, 'from') ?? 'pod';
}

function entry(table: { readonly [key: string]: readonly Need[] }, key: Data): readonly Need[] {
  return typeof key === 'string' ? (ownValue(table, key) ?? []) : [];
}
