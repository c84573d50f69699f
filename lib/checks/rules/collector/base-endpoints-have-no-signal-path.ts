import { exporterEndpoints, notation, read } from '../../../collector/effective';
import type { CollectorRule } from '../../rule';

export const baseEndpointsHaveNoSignalPath: CollectorRule = {
  id: 'CV-16',
  title: 'The base endpoint of otlp_http does not end in /v1/traces, /v1/metrics or /v1/logs',
  severity: 'warning',
  why: 'The exporter appends the path of the signal to endpoint, so that it is there twice, and the server answers 404.',
  fix: 'Take the path away, or use traces_endpoint, metrics_endpoint or logs_endpoint, which are taken as they are.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
-   otlp_http: {endpoint: "http://backend:4318/v1/traces"}
+   otlp_http: {traces_endpoint: "http://backend:4318/v1/traces"}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [otlp_http]}
`,
  *check(subject) {
    for (const component of read(subject).components) {
      for (const { value, path, kind } of exporterEndpoints(component)) {
        if (kind !== 'base' || typeof value !== 'string') continue;
        const signal = /\/v1\/(traces|metrics|logs)\/?$/.exec(value)?.[1];
        if (signal === undefined) continue;
        yield {
          message: `${notation(path)} ends in /v1/${signal}, which the exporter appends.`,
          path,
          fix: `Write it without /v1/${signal}, or as ${signal}_endpoint.`,
        };
      }
    }
  },
};
