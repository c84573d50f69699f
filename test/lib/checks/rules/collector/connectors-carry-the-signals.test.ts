import { connectorsCarryTheSignals as rule } from '../../../../../lib/checks/rules/collector/connectors-carry-the-signals';
import { places } from './judge';

describe('GR-2: A connector carries the signal of the pipelines before it to the signal of those behind it', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['service::pipelines::logs::receivers[0]']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
