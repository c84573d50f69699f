import { field, items } from '../../../documents';
import type { ComponentCard } from '../card';
import { watched } from '../rights';

/** Events of a cluster, of either of the two groups that have them. */
export const k8sEvents: ComponentCard = {
  does: ['bringsNoRequest'],
  runs: () => 'once',
  ofKubernetes: true,
  boundByOperator: true,
  rights: (body) => [
    {
      groups: ['', 'events.k8s.io'],
      resource: 'events',
      verbs: watched,
      namespaced: items(field(body, 'namespaces')).length > 0,
    },
  ],
};
