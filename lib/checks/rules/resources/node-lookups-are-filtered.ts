import { podAttributes } from '../../../platform';
import { operatedCollector } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

export const nodeLookupsAreFiltered = ruleOfCollector({
  each: podAttributes,
  id: 'XR-13',
  title: 'In a daemonset, k8s_attributes keeps to its own node',
  severity: 'advice',
  why: 'Every pod watches the pods of the whole cluster: memory and API load grow with the square of the nodes.',
  fix: 'Set filter.node_from_env_var to a variable that holds the name of the node.',
  example: `${operatedCollector('agent')}
    mode: daemonset
+   env: [{name: K8S_NODE_NAME, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}]
    config:
      receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
-     processors: {k8s_attributes: {}}
+     processors: {k8s_attributes: {filter: {node_from_env_var: K8S_NODE_NAME}}}
      exporters: {debug: {}}
      service: {pipelines: {traces: {receivers: [otlp], processors: [k8s_attributes], exporters: [debug]}}}
`,
  *check({ place, settings: { passthrough, filter }, isRunning }, { title, deployment }) {
    if (deployment?.mode !== 'daemonset' || !isRunning) return;
    if (passthrough.value === true || filter.node.isSet || filter.node_from_env_var.isSet) return;
    yield problemAt(place, `looks at every node from each pod of ${title}`);
  },
});
