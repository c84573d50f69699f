import { addManifest } from '../manifest';
import { type PodInput, podTemplate, workloadLabels } from './pod';
import type { RunningProps } from './props';
import { replicasOf } from './scaling';
import type { AnyWorkload } from './workload';

/** A Deployment that is replaced one pod at a time. */
export function addDeployment(chart: AnyWorkload, input: PodInput, props: RunningProps): void {
  addManifest(chart, 'deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: chart.workload,
      labels: workloadLabels(input),
      ...(props.annotations === undefined ? {} : { annotations: props.annotations }),
    },
    spec: {
      ...replicasOf(props.scaling),
      selector: { matchLabels: { ...chart.podLabels } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: podTemplate(input),
    },
  });
}
