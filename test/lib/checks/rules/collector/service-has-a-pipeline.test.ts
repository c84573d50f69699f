import { serviceHasAPipeline as rule } from '../../../../../lib/checks/rules/collector/service-has-a-pipeline';
import { places } from './judge';

describe('ST-2: service.pipelines holds at least one pipeline', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['service::pipelines']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
