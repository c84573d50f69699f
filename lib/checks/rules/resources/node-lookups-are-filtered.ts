import { type Component, notation, read, runningComponents } from '../../../collector/effective';
import { at, field, isSet } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const nodeLookupsAreFiltered: CollectorRule = {
  id: 'XR-13',
  title: 'In a daemonset, k8s_attributes keeps to its own node',
  severity: 'advice',
  why: 'Every pod watches the pods of the whole cluster: memory and API load grow with the square of the nodes.',
  fix: 'Set filter.node_from_env_var to a variable that holds the name of the node.',
  appliesTo: 'collector',
  example: `  apiVersion: opentelemetry.io/v1beta1
  kind: OpenTelemetryCollector
  metadata: {name: agent, namespace: observability}
  spec:
    mode: daemonset
+   env: [{name: K8S_NODE_NAME, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}]
    config:
      receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
-     processors: {k8s_attributes: {}}
+     processors: {k8s_attributes: {filter: {node_from_env_var: K8S_NODE_NAME}}}
      exporters: {debug: {}}
      service: {pipelines: {traces: {receivers: [otlp], processors: [k8s_attributes], exporters: [debug]}}}
`,
  *check(subject) {
    if (subject.deployment?.mode !== 'daemonset') return;
    for (const component of runningComponents(read(subject))) {
      if (!looksEverywhere(component)) continue;
      yield {
        message: `${notation(component.path)} looks at every node from each pod of ${subject.title}.`,
        path: component.path,
      };
    }
  },
};

function looksEverywhere({ class: componentClass, type, body }: Component): boolean {
  if (componentClass !== 'processor' || type !== 'k8s_attributes') return false;
  if (field(body, 'passthrough') === true) return false;
  return !isSet(at(body, ['filter', 'node'])) && !isSet(at(body, ['filter', 'node_from_env_var']));
}
