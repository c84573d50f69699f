import { enrichmentComesBeforeItsReaders as rule } from '../../../../../lib/checks/rules/collector/enrichment-comes-before-its-readers';
import { places } from './judge';

describe('OR-6: Enrichment stands before the filters, transforms and samplers that read it', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['service::pipelines::traces::processors[0]']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
