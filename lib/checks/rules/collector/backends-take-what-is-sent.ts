import { misplacedData, notation, read } from '../../../collector/effective';
import type { CollectorRule } from '../../rule';

export const backendsTakeWhatIsSent: CollectorRule = {
  id: 'BE-1',
  title: 'Path and port of a backend are those at which it takes what the exporter sends',
  severity: 'warning',
  why: 'The server answers 404 or with another protocol, and the data is dropped.',
  fix: 'Write the path and port at which the server takes this protocol.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
-   otlp_http: {endpoint: "http://loki:3100/loki/api/v1/push"}
+   otlp_http: {endpoint: "http://loki:3100/otlp"}
  service:
    pipelines:
      logs: {receivers: [otlp], exporters: [otlp_http]}
`,
  *check(subject) {
    for (const component of read(subject).components) {
      for (const { path, message, fix } of misplacedData(component)) {
        yield { message: `${notation(path)} ${message}.`, path, fix };
      }
    }
  },
};
