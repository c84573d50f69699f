import { exporterEndpoints, looseHostPort, notation, read, urlParts } from '../../../collector/effective';
import type { CollectorRule } from '../../rule';

export const portsFitTheProtocol: CollectorRule = {
  id: 'CV-15',
  title: 'OTLP over gRPC goes to port 4317, over HTTP to 4318',
  severity: 'warning',
  why: 'A server that listens on the usual ports speaks the other protocol there, and every request fails.',
  fix: 'Change the port, or use the exporter of the other protocol.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
-   otlp_http: {endpoint: "http://backend:4317"}
+   otlp_http: {endpoint: "http://backend:4318"}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [otlp_http]}
`,
  *check(subject) {
    for (const component of read(subject).components) {
      if (component.type !== 'otlp_http' && component.type !== 'otlp_grpc') continue;
      const wrong = component.type === 'otlp_http' ? 4317 : 4318;
      for (const { value, path } of exporterEndpoints(component)) {
        if (typeof value !== 'string') continue;
        const port = urlParts(value)?.port ?? looseHostPort(value).port;
        if (port !== wrong) continue;
        yield {
          message: `${notation(path)} names port ${wrong}, where OTLP over ${wrong === 4317 ? 'gRPC' : 'HTTP'} is spoken.`,
          path,
          fix: `Write port ${wrong === 4317 ? 4318 : 4317}, or use the ${wrong === 4317 ? 'otlp_grpc' : 'otlp_http'} exporter.`,
        };
      }
    }
  },
};
