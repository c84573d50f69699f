import { exporters } from '../../../platform';
import { withExporter } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

export const retriesAreBounded = ruleOfCollector({
  each: exporters,
  id: 'CV-8',
  title: 'Failed requests are retried, and not for ever',
  severity: 'advice',
  why: 'Without retries a short outage loses data; with endless ones a dead backend fills the queue with old data.',
  fix: 'Leave retry_on_failure on, with a max_elapsed_time such as 5m.',
  example: withExporter(`
-   otlp_grpc: {endpoint: "backend:4317", retry_on_failure: {enabled: false}}
+   otlp_grpc: {endpoint: "backend:4317", retry_on_failure: {max_elapsed_time: 10m}}
`),
  *check({
    settings: {
      retry_on_failure: { enabled, max_elapsed_time: longest },
    },
  }) {
    if (enabled.value === false)
      yield { message: `${enabled}: failed requests are not retried.`, at: enabled };
    else if (longest.value === 0) yield problemAt(longest, 'is 0: failed requests are retried for ever');
  },
});
