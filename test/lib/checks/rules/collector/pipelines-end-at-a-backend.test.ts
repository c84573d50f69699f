import { pipelinesEndAtABackend as rule } from '../../../../../lib/checks/rules/collector/pipelines-end-at-a-backend';
import { places } from './judge';

describe('GR-7: No pipeline ends in nothing but debug or nop where another one has a real exporter', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['service::pipelines::logs::exporters']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
