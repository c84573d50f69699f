import { pipelinesHaveBothEnds as rule } from '../../../../../lib/checks/rules/collector/pipelines-have-both-ends';
import { places } from './judge';

describe('ST-3: Each pipeline has at least one receiver and one exporter', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['service::pipelines::traces::exporters']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
