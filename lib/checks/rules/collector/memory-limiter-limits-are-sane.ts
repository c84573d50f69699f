import { memoryLimiters } from '../../../platform';
import { withProcessor } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

export const memoryLimiterLimitsAreSane = ruleOfCollector({
  each: memoryLimiters,
  id: 'CV-2',
  title: 'memory_limiter leaves room between its limit and the memory that there is',
  severity: 'advice',
  why: 'A limit near 100 % acts after the kernel has killed the process; a low one refuses data that would have fitted.',
  fix: 'Write limit_percentage between 50 and 90 and spike_limit_percentage of about a quarter of it.',
  example: withProcessor(`
-   memory_limiter: {check_interval: 1s, limit_percentage: 98}
+   memory_limiter: {check_interval: 1s, limit_percentage: 80, spike_limit_percentage: 25}
`),
  *check({ settings: { limit_percentage: limit, spike_limit_percentage: spike } }) {
    const { value: high = Number.NEGATIVE_INFINITY } = limit;
    const { value: low = Number.POSITIVE_INFINITY } = spike;
    if (high > 0 && high <= 100 && (high < 50 || high > 90))
      yield problemAt(limit, `is ${high} %: outside of 50 to 90 %`);
    if (low < high && (low < 5 || low > high / 2))
      yield problemAt(spike, `is ${low} %: about a quarter of limit_percentage is usual`);
  },
});
