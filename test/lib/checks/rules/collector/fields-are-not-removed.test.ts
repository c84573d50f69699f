import { fieldsAreNotRemoved as rule } from '../../../../../lib/checks/rules/collector/fields-are-not-removed';
import { places } from './judge';

describe('TV-5: No field is used that the release has removed or moved', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['service::telemetry::metrics::address']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
