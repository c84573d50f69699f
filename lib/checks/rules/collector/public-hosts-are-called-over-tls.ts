import {
  exporterEndpoints,
  isPublicHost,
  looseHostPort,
  notation,
  read,
  urlParts,
} from '../../../collector/effective';
import { field } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const publicHostsAreCalledOverTls: CollectorRule = {
  id: 'CV-18',
  title: 'Data leaves the cluster over TLS only',
  severity: 'warning',
  why: 'Spans, metrics and logs, and the credentials in the headers, cross public networks in clear text.',
  fix: 'Remove insecure: true, or write https://.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
-   otlp_grpc: {endpoint: "api.vendor.com:4317", tls: {insecure: true}}
+   otlp_grpc: {endpoint: "backend.monitoring.svc:4317", tls: {insecure: true}}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [otlp_grpc]}
`,
  *check(subject) {
    for (const component of read(subject).components) {
      const insecure = field(field(component.body, 'tls'), 'insecure') === true;
      for (const { value, path, kind } of exporterEndpoints(component)) {
        if (typeof value !== 'string') continue;
        const url = urlParts(value);
        const host = url?.host ?? looseHostPort(value).host;
        if (!isPublicHost(host)) continue;
        if (kind === 'host' && insecure && url?.scheme !== 'https') {
          const here = [...component.path, 'tls', 'insecure'];
          yield { message: `${notation(here)}: data goes to ${host} in clear text.`, path: here };
        } else if (kind !== 'host' && url?.scheme === 'http') {
          yield {
            message: `${notation(path)}: data goes to ${host} in clear text.`,
            path,
            fix: 'Write https://.',
          };
        }
      }
    }
  },
};
