import { samplingHappensOnce as rule } from '../../../../../lib/checks/rules/collector/sampling-happens-once';
import { places } from './judge';

describe('OR-8: A pipeline samples by head or by tail, not by both', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['service::pipelines::traces::processors[1]']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
