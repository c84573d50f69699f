import { typesAreCurrent as rule } from '../../../../../lib/checks/rules/collector/types-are-current';
import { places } from './judge';

describe('TV-3: Components bear the name that the release uses', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['exporters::otlphttp']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
