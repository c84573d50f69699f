import { addManifest } from '../manifest';
import { type PodInput, podTemplate, workloadMetadata } from './pod';
import type { RunningProps } from './props';
import { replicasOf } from './scaling';
import type { AnyWorkload } from './workload';

/** A Deployment that is replaced one pod at a time. */
export function addDeployment(chart: AnyWorkload, input: PodInput, props: RunningProps): void {
  addManifest(chart, 'deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: workloadMetadata(input),
    spec: {
      ...replicasOf(props.scaling),
      selector: { matchLabels: { ...chart.podLabels } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: podTemplate(input),
    },
  });
}
