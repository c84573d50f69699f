import { processorsAppearOnce as rule } from '../../../../../lib/checks/rules/collector/processors-appear-once';
import { places } from './judge';

describe('GR-4: A processor appears once in a pipeline', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['service::pipelines::traces::processors[1]']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
