import { typesAreNotRemoved as rule } from '../../../../../lib/checks/rules/collector/types-are-not-removed';
import { places } from './judge';

describe('TV-4: No component is removed or deprecated', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['exporters::logging']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
