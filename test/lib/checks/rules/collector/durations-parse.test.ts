import { durationsParse as rule } from '../../../../../lib/checks/rules/collector/durations-parse';
import { places } from './judge';

describe('CV-5: Durations are written as Go reads them', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['processors::batch::timeout']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
