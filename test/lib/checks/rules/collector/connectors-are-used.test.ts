import { connectorsAreUsed as rule } from '../../../../../lib/checks/rules/collector/connectors-are-used';
import { places } from './judge';

describe('RF-8: Every connector joins pipelines', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['connectors::forward']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
