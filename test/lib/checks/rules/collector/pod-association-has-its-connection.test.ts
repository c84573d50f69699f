import { podAssociationHasItsConnection as rule } from '../../../../../lib/checks/rules/collector/pod-association-has-its-connection';
import { places } from './judge';

describe('OR-5: k8s_attributes stands before everything that loses the sender’s address', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['service::pipelines::traces::processors[1]']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
