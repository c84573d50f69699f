import { pipelineIdsAreLegal as rule } from '../../../../../lib/checks/rules/collector/pipeline-ids-are-legal';
import { places } from './judge';

describe('ST-7: Pipeline ids are signal or signal/name with a known signal', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['service::pipelines::trace']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
