import { extensionsAreEnabled as rule } from '../../../../../lib/checks/rules/collector/extensions-are-enabled';
import { places } from './judge';

describe('RF-3: Every extension that is defined is listed in service.extensions', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['extensions::health_check']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
