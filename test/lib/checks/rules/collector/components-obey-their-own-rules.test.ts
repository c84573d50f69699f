import { componentsObeyTheirOwnRules as rule } from '../../../../../lib/checks/rules/collector/components-obey-their-own-rules';
import { places } from './judge';

describe('CV-32: A component’s configuration passes the component’s own validation', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['processors::k8s_attributes::extract::metadata[0]']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
