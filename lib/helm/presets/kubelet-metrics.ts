import { isEnabled } from '../names';
import type { Step } from '../version';
import { receiverPreset } from './pipelines';

/** Asks the node's kubelet for the usage of its pods, at the address of the given variable. */
export function kubeletMetrics(nodeVariable: 'K8S_NODE_IP' | 'K8S_NODE_NAME'): Step {
  const kubeletstats = {
    collection_interval: '20s',
    auth_type: 'serviceAccount',
    endpoint: `\${env:${nodeVariable}}:10250`,
  };
  return {
    label: 'preset kubeletMetrics',
    applies: (release) => isEnabled(release, 'presets', 'kubeletMetrics', 'enabled'),
    apply: (config) => receiverPreset(config, 'metrics', { receivers: { kubeletstats } }, 'kubeletstats'),
  };
}
