import { cardOf } from '../../../collector/components';
import { notation, read, runningComponents } from '../../../collector/effective';
import { field, isSet } from '../../../documents';
import { runsSeveral } from '../../../platform';
import type { CollectorRule } from '../../rule';

export const clusterReceiversRunOnce: CollectorRule = {
  id: 'XR-7',
  title: 'Receivers that read the whole cluster run in one pod, or elect a leader',
  severity: 'warning',
  why: 'Each pod reads the whole cluster, so every metric and event arrives as often as there are pods.',
  fix: 'Run the receiver in a deployment with one replica, or give it a k8s_leader_elector extension.',
  appliesTo: 'collector',
  example: `  apiVersion: opentelemetry.io/v1beta1
  kind: OpenTelemetryCollector
  metadata: {name: cluster, namespace: observability}
  spec:
    mode: deployment
    replicas: 2
    config:
-     receivers: {k8s_cluster: {}}
+     extensions: {k8s_leader_elector: {lease_name: cluster, lease_namespace: observability}}
+     receivers: {k8s_cluster: {k8s_leader_elector: k8s_leader_elector}}
      exporters: {debug: {}}
-     service: {pipelines: {metrics: {receivers: [k8s_cluster], exporters: [debug]}}}
+     service: {extensions: [k8s_leader_elector], pipelines: {metrics: {receivers: [k8s_cluster], exporters: [debug]}}}
`,
  *check(subject) {
    if (runsSeveral(subject) !== true) return;
    for (const { class: componentClass, type, body, path } of runningComponents(read(subject))) {
      if (cardOf(componentClass, type)?.runs?.(body) !== 'once') continue;
      if (isSet(field(body, 'k8s_leader_elector'))) continue;
      yield {
        message: `${notation(path)} reads the whole cluster, but several pods of ${subject.title} run it.`,
        path,
      };
    }
  },
};
