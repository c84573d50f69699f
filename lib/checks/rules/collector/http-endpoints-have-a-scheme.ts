import { exporterEndpoints, notation, read } from '../../../collector/effective';
import { knownText } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const httpEndpointsHaveAScheme: CollectorRule = {
  id: 'CV-12',
  title: 'The endpoint of an HTTP exporter begins with http:// or https://',
  severity: 'error',
  why: 'No request can be sent to an address without a scheme: everything is dropped.',
  fix: 'Write http:// or https:// before the host.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
-   otlp_http: {endpoint: "backend:4318"}
+   otlp_http: {endpoint: "http://backend:4318"}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [otlp_http]}
`,
  *check(subject) {
    for (const component of read(subject).components) {
      for (const { value, path, kind } of exporterEndpoints(component)) {
        // The scheme may come out of a reference at the begin.
        const text = typeof value === 'string' && !value.startsWith('${') ? value : knownText(value);
        if (kind === 'host' || text === undefined || text === '' || /^https?:\/\//i.test(text)) continue;
        const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1];
        yield {
          message:
            scheme === undefined
              ? `${notation(path)}: "${text}" has no scheme.`
              : `${notation(path)}: "${scheme}://" is not a scheme of HTTP.`,
          path,
          fix:
            scheme === undefined
              ? `Write "http://${text}", or https:// where the server speaks TLS.`
              : 'Write http:// or https://.',
        };
      }
    }
  },
};
