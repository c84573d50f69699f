import { batchProcessors } from '../../../platform';
import { withProcessor } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

const shortest = 100e6;
const longest = 60e9;

export const batchSettingsAreSane = ruleOfCollector({
  each: batchProcessors,
  id: 'CV-4',
  title: 'batch waits between 100 ms and 60 s and has a maximum size',
  severity: 'advice',
  why: 'Longer waits delay data and lose more of it in a crash; without a maximum a burst becomes one huge request.',
  fix: 'Write timeout: 200ms and send_batch_max_size.',
  example: withProcessor(`
-   batch: {timeout: 5m}
+   batch: {timeout: 5s, send_batch_max_size: 10000}
`),
  *check({ place, settings: { timeout, send_batch_max_size: most } }) {
    const wait = timeout.value ?? 0;
    if (wait > 0 && (wait < shortest || wait > longest))
      yield problemAt(timeout, 'lies outside of 100 ms to 60 s');
    if (!most.isSet || most.value === 0)
      yield problemAt(place, 'has no maximum size', { fix: 'Write send_batch_max_size: 8192 or more.' });
  },
});
