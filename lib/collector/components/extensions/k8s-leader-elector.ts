import type { ComponentCard } from '../card';

/** Lets one of several collectors work, by a lease. */
export const k8sLeaderElector: ComponentCard = {
  ofKubernetes: true,
  boundByOperator: true,
  rights: () => [
    {
      groups: ['coordination.k8s.io'],
      resource: 'leases',
      verbs: ['get', 'create', 'update'],
      namespaced: true,
    },
  ],
  role: {},
};
