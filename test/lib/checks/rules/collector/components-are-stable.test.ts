import { componentsAreStable as rule } from '../../../../../lib/checks/rules/collector/components-are-stable';
import { places } from './judge';

describe('TV-7: No component is in development or without maintainers', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['receivers::vcr']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
