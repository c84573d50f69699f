import { batchSizesFit as rule } from '../../../../../lib/checks/rules/collector/batch-sizes-fit';
import { places } from './judge';

describe('CV-3: batch has a maximum not below its size, a timeout and distinct metadata keys', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['processors::batch::send_batch_max_size']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
