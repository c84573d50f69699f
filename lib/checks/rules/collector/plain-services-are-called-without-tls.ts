import { exporterEndpoints, isPublicHost, looseHostPort, notation, read } from '../../../collector/effective';
import { field, isOpen, isSet } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const plainServicesAreCalledWithoutTls: CollectorRule = {
  id: 'CV-14',
  title: 'A gRPC exporter to a Service inside the cluster says whether it uses TLS',
  severity: 'warning',
  why: 'The client uses TLS unless it is told otherwise; with a plain server the handshake fails, which only the log shows.',
  fix: 'Write tls: {insecure: true} for a plain server, or name the CA with tls: {ca_file: …}.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
-   otlp_grpc: {endpoint: "jaeger-collector.observability.svc:4317"}
+   otlp_grpc: {endpoint: "jaeger-collector.observability.svc:4317", tls: {insecure: true}}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [otlp_grpc]}
`,
  *check(subject) {
    for (const component of read(subject).components) {
      // Whoever writes a tls block has decided.
      if (isSet(field(component.body, 'tls'))) continue;
      for (const { value, path, kind } of exporterEndpoints(component)) {
        if (kind !== 'host' || typeof value !== 'string' || isOpen(value) || value.includes('://')) continue;
        const { host, port } = looseHostPort(value);
        if (port === undefined || port === 443 || isPublicHost(host) || !isServiceName(host)) continue;
        yield { message: `${notation(path)} is called over TLS: nothing else is said.`, path };
      }
    }
  },
};

/** One label, `….svc`, `….svc.cluster.local`, or the own host. */
function isServiceName(host: string): boolean {
  return /^[a-z0-9-]+$/i.test(host) || /\.svc(?:\.|$)/.test(host) || /^127\./.test(host);
}
