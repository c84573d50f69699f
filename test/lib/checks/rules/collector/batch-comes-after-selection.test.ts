import { batchComesAfterSelection as rule } from '../../../../../lib/checks/rules/collector/batch-comes-after-selection';
import { places } from './judge';

describe('OR-4: batch stands behind the filters and samplers', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['service::pipelines::traces::processors[0]']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
