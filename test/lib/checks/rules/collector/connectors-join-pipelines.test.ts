import { connectorsJoinPipelines as rule } from '../../../../../lib/checks/rules/collector/connectors-join-pipelines';
import { places } from './judge';

describe('GR-1: A connector is the exporter of one pipeline and the receiver of another', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['service::pipelines::traces::exporters[1]']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
