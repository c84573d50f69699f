import { field } from '../../../documents';
import type { ComponentCard } from '../card';

/** Asks the kubelet of its node, by default with a client certificate (release 0.158), which pods do not have. */
export const kubeletStats: ComponentCard = {
  rights: () => [{ groups: [''], resource: 'nodes/stats', verbs: ['get'] }],
  authenticatesAs: 'tls',
  inPod: (body) => ({
    ...(field(body, 'auth_type') === undefined ? { auth_type: 'serviceAccount' } : {}),
    ...(field(body, 'endpoint') === undefined ? { endpoint: '${env:K8S_NODE_IP}:10250' } : {}),
  }),
};
