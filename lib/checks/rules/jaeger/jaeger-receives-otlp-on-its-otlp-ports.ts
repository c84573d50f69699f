import { otlpOver, otlpPorts } from '../../../collector/components';
import { notation } from '../../../collector/effective';
import { destinationOf, endpointsOf, namespaceOf } from '../../../platform';
import { jaegerResource } from '../../frames';
import type { TreeRule } from '../../rule';

/** What OTLP may go to. */
const ports: readonly number[] = Object.values(otlpPorts);

export const jaegerReceivesOtlpOnItsOtlpPorts: TreeRule = {
  id: 'JG-15',
  title: 'OTLP for Jaeger goes to ports 4317 and 4318 of its collector Service',
  severity: 'error',
  why: 'The other ports of Jaeger speak its own protocols or serve the UI: every request is refused and the spans are lost.',
  fix: 'Write <name>-collector with port 4317 for gRPC or 4318 for HTTP.',
  appliesTo: 'tree',
  example: `${jaegerResource}
    strategy: allinone
    ingress: {enabled: false}
  ---
  apiVersion: opentelemetry.io/v1beta1
  kind: OpenTelemetryCollector
  metadata: {name: gateway, namespace: flux-system}
  spec:
    config:
      receivers: {otlp: {protocols: {http: {endpoint: "0.0.0.0:4318"}}}}
-     exporters: {otlp_grpc: {endpoint: "traces-collector.flux-system.svc.cluster.local:14250", tls: {insecure: true}}}
+     exporters: {otlp_grpc: {endpoint: "traces-collector.flux-system.svc.cluster.local:4317", tls: {insecure: true}}}
      service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp_grpc]}}}
`,
  *check(tree) {
    for (const subject of tree.collectors) {
      for (const { component, path, address, text } of endpointsOf(subject)) {
        if (otlpOver(component) === undefined) continue;
        const destination = destinationOf(tree, address, namespaceOf(subject));
        if (destination.kind !== 'found' || destination.service.origin !== 'jaeger') continue;
        const { port } = destination;
        // A port with nobody behind it is reported where the target is looked for.
        if (port === undefined || !port.served || ports.includes(port.port)) continue;
        yield {
          message: `${notation(component.path)} sends OTLP to "${text}", where Jaeger serves ${port.name}.`,
          path,
          subject,
        };
      }
    }
  },
};
