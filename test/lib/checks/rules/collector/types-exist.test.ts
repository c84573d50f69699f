import { typesExist as rule } from '../../../../../lib/checks/rules/collector/types-exist';
import { places } from './judge';

describe('TV-1: Every component type exists in the collector that runs', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['receivers::otpl']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
