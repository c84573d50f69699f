import { batchProcessors } from '../../../platform';
import { repeatedKeys } from '../../collector/metadata-keys';
import { withProcessor } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

const defaultSize = 8192;

export const batchSizesFit = ruleOfCollector({
  each: batchProcessors,
  id: 'CV-3',
  title: 'batch has a maximum not below its size, a timeout and distinct metadata keys',
  severity: 'error',
  why: 'batch refuses its configuration, and the collector does not start.',
  fix: 'Write a send_batch_max_size of at least send_batch_size (8192 by default), or 0 for no maximum.',
  example: withProcessor(`
-   batch: {send_batch_max_size: 1000}
+   batch: {send_batch_size: 1000, send_batch_max_size: 1000}
`),
  *check({ settings }) {
    const { send_batch_size: size, send_batch_max_size: most, timeout, metadata_keys } = settings;
    const [least = 0, limit = 0] = [size.or(defaultSize), most.value];
    if (limit > 0 && limit < least)
      yield problemAt(most, `is ${limit} and must not be smaller than send_batch_size, which is ${least}`);
    for (const number of [size, most, settings.metadata_cardinality_limit]) {
      if (number.value !== undefined && number.value < 0)
        yield problemAt(number, `must not be negative, and is ${number.value}`, {
          fix: 'Write a number of 0 or more.',
        });
    }
    if (timeout.value !== undefined && timeout.value < 0)
      yield problemAt(timeout, 'must not be negative', {
        fix: 'Write a duration such as 200ms; 0 sends at once.',
      });
    yield* repeatedKeys(metadata_keys, { fix: 'Name each key once.' });
  },
});
