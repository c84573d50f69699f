import { blockedConnections } from '../../../platform';
import { operatedCollector, workloadOfContainer } from '../../frames';
import type { Problem, TreeRule } from '../../rule';

export const policiesOpenNeededConnections: TreeRule = {
  id: 'XR-28',
  title: 'NetworkPolicies allow every connection that the telemetry and the calls of the services need',
  severity: 'error',
  why: 'The packets are dropped without an answer: spans time out and are lost, calls hang.',
  fix: 'Open the port for these peers in the policy.',
  appliesTo: 'tree',
  example: `${operatedCollector('gateway')}
    config:
      receivers: {otlp: {protocols: {http: {endpoint: "0.0.0.0:4318"}}}}
      exporters: {debug: {}}
      service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
  ---
${workloadOfContainer('Deployment', 'bank')}
            env: [{name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://gateway-collector.observability.svc:4318"}]
  ---
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {name: bank, namespace: develop}
  spec:
    podSelector: {matchLabels: {app: bank}}
    policyTypes: [Egress]
    egress:
      - ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]
      - to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: observability}}}]
-       ports: [{port: 4317, protocol: TCP}]
+       ports: [{port: 4318, protocol: TCP}]
`,
  *check(tree) {
    for (const { obstacle, connections, certain } of blockedConnections(tree)) {
      const [first] = connections;
      if (first === undefined) continue;
      const others = connections.length === 1 ? '' : `, and ${connections.length - 1} more such connections`;
      const problem: Problem = {
        message: `NetworkPolicy ${obstacle.policy.subject.name} lets no ${obstacle.direction} through for ${first}${others}.`,
        path: obstacle.path,
        subject: obstacle.policy.subject,
      };
      yield certain ? problem : { ...problem, severity: 'warning' };
    }
  },
};
