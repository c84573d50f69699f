import { pipelinesFormNoLoop as rule } from '../../../../../lib/checks/rules/collector/pipelines-form-no-loop';
import { places } from './judge';

describe('GR-3: Connectors do not lead data back into a pipeline that it came from', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual([
      'service::pipelines::traces::exporters[0]',
      'service::pipelines::traces/out::receivers[0]',
      'service::pipelines::traces/out::exporters[1]',
      'service::pipelines::traces::receivers[1]',
    ]);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
