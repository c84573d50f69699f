import type { ComponentCard } from '../card';

/** Asks the kubelet of its node, by default with a client certificate (release 0.158). */
export const kubeletStats: ComponentCard = {
  rights: () => [{ groups: [''], resource: 'nodes/stats', verbs: ['get'] }],
  authenticatesAs: 'tls',
};
