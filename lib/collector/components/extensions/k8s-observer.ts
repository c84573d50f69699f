import { field, items } from '../../../documents';
import type { ComponentCard } from '../card';
import { inNamespace, type Need, watch } from '../rights';

/** Tells receiver_creator what comes and goes in a cluster. */
export const k8sObserver: ComponentCard = {
  ofKubernetes: true,
  boundByOperator: true,
  rights: (body) => {
    const needs: Need[] = [];
    if (field(body, 'observe_pods') !== false) needs.push(...watch('', 'pods'));
    if (field(body, 'observe_nodes') === true) needs.push(...watch('', 'nodes'));
    if (field(body, 'observe_services') === true) needs.push(...watch('', 'services'));
    if (field(body, 'observe_ingresses') === true) needs.push(...watch('networking.k8s.io', 'ingresses'));
    return inNamespace(needs, items(field(body, 'namespaces')).length > 0);
  },
  role: {},
};
