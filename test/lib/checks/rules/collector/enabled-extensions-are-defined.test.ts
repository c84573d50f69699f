import { enabledExtensionsAreDefined as rule } from '../../../../../lib/checks/rules/collector/enabled-extensions-are-defined';
import { places } from './judge';

describe('RF-2: Every extension that service.extensions names is defined', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['service::extensions[0]']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
