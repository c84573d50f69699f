import { checkSources } from '../../../lib/checks';

/** A collector of the operator, an application that sends to it, and a policy that leaves the way out. */
const tree = (own = '') => `apiVersion: v1
kind: Namespace
metadata: {name: observability}
---
apiVersion: v1
kind: Namespace
metadata: {name: develop}
---
apiVersion: opentelemetry.io/v1beta1
kind: OpenTelemetryCollector
metadata: {name: gateway, namespace: observability}
spec:
${own}  config:
    receivers: {otlp: {protocols: {http: {endpoint: "0.0.0.0:4318"}}}}
    exporters: {debug: {}}
    service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: bank, namespace: develop}
spec:
  selector: {matchLabels: {app: bank}}
  template:
    metadata: {labels: {app: bank}}
    spec:
      containers:
        - name: bank
          image: bank:1.0.0
          env: [{name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://gateway-collector.observability.svc:4318"}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: observability}
spec:
  podSelector: {}
  policyTypes: [Ingress]
  ingress:
    - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: other}}}]
`;

const blocked = (own?: string) =>
  checkSources([{ name: 'tree.yaml', text: tree(own) }])
    .filter(({ rule }) => rule === 'XR-28')
    .map(({ message }) => message);

describe('policies for the collectors of the operator', () => {
  test('the one that the operator makes by itself opens the ports of the collector to everybody', () => {
    expect(blocked()).toEqual([]);
    expect(blocked('  networkPolicy: {enabled: true}\n')).toEqual([]);
  });

  test('without it another policy may close them', () => {
    expect(blocked('  networkPolicy: {enabled: false}\n')).toEqual([
      'NetworkPolicy closed lets no ingress through for Deployment develop/bank to http://gateway-collector.observability.svc:4318.',
    ]);
  });
});
