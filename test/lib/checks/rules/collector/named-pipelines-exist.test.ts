import { namedPipelinesExist as rule } from '../../../../../lib/checks/rules/collector/named-pipelines-exist';
import { places } from './judge';

describe('RF-5: Pipelines that routing and failover name exist, carry the signal and begin with the connector', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['connectors::failover::priority_levels[1][0]']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
