import { exporterEndpoints, notation, read } from '../../../collector/effective';
import { field, isOpen } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const httpSchemeComesWithInsecure: CollectorRule = {
  id: 'CV-13',
  title: 'http:// in the endpoint of a gRPC exporter comes with tls.insecure: true',
  severity: 'warning',
  why: 'The gRPC exporter strips the scheme and leaves TLS on: the handshake with a plain server fails.',
  fix: 'Write tls: {insecure: true}.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
-   otlp_grpc: {endpoint: "http://backend:4317"}
+   otlp_grpc: {endpoint: "http://backend:4317", tls: {insecure: true}}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [otlp_grpc]}
`,
  *check(subject) {
    for (const component of read(subject).components) {
      const tls = field(component.body, 'tls');
      const insecure = field(tls, 'insecure');
      if (insecure === true || isOpen(insecure) || isOpen(tls)) continue;
      for (const { value, path, kind } of exporterEndpoints(component)) {
        if (kind !== 'host' || typeof value !== 'string' || !value.startsWith('http://')) continue;
        yield { message: `${notation(path)} says http://, but the exporter uses TLS.`, path };
      }
    }
  },
};
