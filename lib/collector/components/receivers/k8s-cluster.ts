import { field, items } from '../../../documents';
import type { ComponentCard } from '../card';
import { inNamespace, watch } from '../rights';

/** Resources that the receiver watches without being asked (release 0.158). */
const watchedResources = [
  ...watch('', 'namespaces', 'nodes', 'pods', 'replicationcontrollers', 'resourcequotas', 'services'),
  ...watch('apps', 'daemonsets', 'deployments', 'replicasets', 'statefulsets'),
  ...watch('batch', 'cronjobs', 'jobs'),
  ...watch('autoscaling', 'horizontalpodautoscalers'),
];

/** Counts and states of the objects of a cluster. */
export const k8sCluster: ComponentCard = {
  does: ['bringsNoRequest'],
  runs: () => 'once',
  ofKubernetes: true,
  boundByOperator: true,
  rights: (body) => {
    const isLimited = items(field(body, 'namespaces')).length > 0 || field(body, 'namespace') !== undefined;
    return inNamespace(watchedResources, isLimited);
  },
};
