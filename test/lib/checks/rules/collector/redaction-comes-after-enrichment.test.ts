import { redactionComesAfterEnrichment as rule } from '../../../../../lib/checks/rules/collector/redaction-comes-after-enrichment';
import { places } from './judge';

describe('OR-7: redaction stands behind the processors that add attributes', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['service::pipelines::traces::processors[0]']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
