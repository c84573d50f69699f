import { inEffect } from '../model';
import { changes } from '../model/changes';
import { hasPreset } from '../names';
import type { ConfigStep } from '../version';
import { receiverPreset } from './pipelines';

/** Asks the node's kubelet for the usage of its pods; before 0.111.1 by the name of the node. */
export const kubeletMetrics: ConfigStep = {
  label: 'preset kubeletMetrics',
  applies: (release) => hasPreset(release, 'kubeletMetrics'),
  apply(config, release) {
    const variable = inEffect(release, changes.kubeletByAddress) ? 'K8S_NODE_IP' : 'K8S_NODE_NAME';
    const kubeletstats = {
      collection_interval: '20s',
      auth_type: 'serviceAccount',
      endpoint: `\${env:${variable}}:10250`,
    };
    return receiverPreset(config, release, 'metrics', { receivers: { kubeletstats } }, 'kubeletstats');
  },
};
