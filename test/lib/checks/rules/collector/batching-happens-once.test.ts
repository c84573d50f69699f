import { batchingHappensOnce as rule } from '../../../../../lib/checks/rules/collector/batching-happens-once';
import { places } from './judge';

describe('OR-3: Data is gathered once, by a batch processor or by the exporter’s queue', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['service::pipelines::traces::exporters[0]']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
