import { at, field, items } from '../../../documents';
import type { ComponentCard } from '../card';
import { nodeVariable } from '../node-variable';
import { inNamespace, watch } from '../rights';

/** Adds what the Kubernetes API knows of the pod that telemetry comes from. */
export const k8sAttributes: ComponentCard = {
  rights: (body) => {
    if (field(body, 'passthrough') === true) return [];
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
    return inNamespace(needs, typeof at(body, ['filter', 'namespace']) === 'string');
  },
  pod: (body) => nodeVariable(at(body, ['filter', 'node_from_env_var'])),
};
