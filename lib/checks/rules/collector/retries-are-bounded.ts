import { durationOf, notation, read } from '../../../collector/effective';
import { field, isMap } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const retriesAreBounded: CollectorRule = {
  id: 'CV-8',
  title: 'Failed requests are retried, and not for ever',
  severity: 'advice',
  why: 'Without retries a short outage loses data; with endless ones a dead backend fills the queue with old data.',
  fix: 'Leave retry_on_failure on, with a max_elapsed_time such as 5m.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
-   otlp_grpc: {endpoint: "backend:4317", retry_on_failure: {enabled: false}}
+   otlp_grpc: {endpoint: "backend:4317", retry_on_failure: {max_elapsed_time: 10m}}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [otlp_grpc]}
`,
  *check(subject) {
    for (const { class: componentClass, body, path } of read(subject).components) {
      const retry = field(body, 'retry_on_failure');
      if (componentClass !== 'exporter' || !isMap(retry)) continue;
      if (retry.enabled === false) {
        const here = [...path, 'retry_on_failure', 'enabled'];
        yield { message: `${notation(here)}: failed requests are not retried.`, path: here };
      } else if (durationOf(retry.max_elapsed_time) === 0) {
        const here = [...path, 'retry_on_failure', 'max_elapsed_time'];
        yield { message: `${notation(here)} is 0: failed requests are retried for ever.`, path: here };
      }
    }
  },
};
