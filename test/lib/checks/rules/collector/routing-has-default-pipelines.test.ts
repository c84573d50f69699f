import { routingHasDefaultPipelines as rule } from '../../../../../lib/checks/rules/collector/routing-has-default-pipelines';
import { places } from './judge';

describe('RF-6: A routing connector has default pipelines', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['connectors::routing']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
