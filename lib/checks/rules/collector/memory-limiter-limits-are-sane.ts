import { notation, read } from '../../../collector/effective';
import { field, knownNumber } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const memoryLimiterLimitsAreSane: CollectorRule = {
  id: 'CV-2',
  title: 'memory_limiter leaves room between its limit and the memory that there is',
  severity: 'advice',
  why: 'A limit near 100 % acts after the kernel has killed the process; a low one refuses data that would have fitted.',
  fix: 'Write limit_percentage between 50 and 90 and spike_limit_percentage of about a quarter of it.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  processors:
-   memory_limiter: {check_interval: 1s, limit_percentage: 98}
+   memory_limiter: {check_interval: 1s, limit_percentage: 80, spike_limit_percentage: 25}
  exporters:
    debug: {}
  service:
    pipelines:
      traces: {receivers: [otlp], processors: [memory_limiter], exporters: [debug]}
`,
  *check(subject) {
    for (const { type, body, path } of read(subject).components) {
      if (type !== 'memory_limiter') continue;
      const limit = knownNumber(field(body, 'limit_percentage'));
      const spike = knownNumber(field(body, 'spike_limit_percentage'));
      if (limit !== undefined && limit > 0 && limit <= 100 && (limit < 50 || limit > 90)) {
        const here = [...path, 'limit_percentage'];
        yield { message: `${notation(here)} is ${limit} %: outside of 50 to 90 %.`, path: here };
      }
      if (spike !== undefined && limit !== undefined && spike < limit && (spike < 5 || spike > limit / 2)) {
        const here = [...path, 'spike_limit_percentage'];
        yield {
          message: `${notation(here)} is ${spike} %: about a quarter of limit_percentage is usual.`,
          path: here,
        };
      }
    }
  },
};
