import { at, type Data, entries, field, items } from '../../../documents';
import type { ComponentCard } from '../card';
import { type Need, watch } from '../rights';

const stats: Need = { groups: [''], resource: 'nodes/stats', verbs: ['get'] };
/** Kubelets of Kubernetes 1.33 and later also take `nodes/pods`. */
const pods: Need = {
  groups: [''],
  resource: 'nodes/proxy',
  instead: ['nodes/pods'],
  verbs: ['get'],
  optional: true,
};

/** Asks the kubelet of its node, by default with a client certificate (release 0.158), which pods do not have. */
export const kubeletStats: ComponentCard = {
  does: ['bringsNoRequest'],
  runs: () => 'everyNode',
  ofKubernetes: true,
  boundByOperator: true,
  rights: (body) => [
    stats,
    ...(items(field(body, 'extra_metadata_labels')).length > 0 || measures(body, /_utilization$/)
      ? [pods]
      : []),
    ...(field(body, 'node') !== undefined && measures(body, /\.node\.utilization$/)
      ? watch('', 'nodes')
      : []),
  ],
  authenticatesAs: 'tls',
  inPod: (body) => ({
    ...(field(body, 'auth_type') === undefined ? { auth_type: 'serviceAccount' } : {}),
    ...(field(body, 'endpoint') === undefined ? { endpoint: '${env:K8S_NODE_IP}:10250' } : {}),
  }),
};

/** Whether a metric of such a name is switched on; none of them is by default. */
function measures(body: Data, name: RegExp): boolean {
  return entries(at(body, ['metrics'])).some(
    ([metric, settings]) => name.test(metric) && field(settings, 'enabled') === true,
  );
}
