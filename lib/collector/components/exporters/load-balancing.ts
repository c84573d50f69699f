import { at, isAtLeast } from '../../../documents';
import type { ComponentCard } from '../card';
import { type Need, watched } from '../rights';

/** Watched from 0.140 on; before it the resolver watched `endpoints`. */
const slices: Need = {
  groups: ['discovery.k8s.io'],
  resource: 'endpointslices',
  verbs: watched,
  namespaced: true,
};
const endpoints: Need = { groups: [''], resource: 'endpoints', verbs: watched, namespaced: true };

/** Keeps what belongs together at one of several collectors; the resolver `k8s` asks the API who they are. */
export const loadBalancing: ComponentCard = {
  sends: { over: 'grpc' },
  rights: (body, release) => {
    if (at(body, ['resolver', 'k8s']) === undefined) return [];
    return [release === undefined || isAtLeast(release, '0.140.0') ? slices : endpoints];
  },
};
