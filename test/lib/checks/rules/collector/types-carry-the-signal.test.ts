import { typesCarryTheSignal as rule } from '../../../../../lib/checks/rules/collector/types-carry-the-signal';
import { places } from './judge';

describe('TV-2: Every component of a pipeline carries the pipeline’s signal', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['service::pipelines::logs::receivers[0]']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
