import { referencesAreDefined as rule } from '../../../../../lib/checks/rules/collector/references-are-defined';
import { places } from './judge';

describe('RF-1: Every receiver, processor and exporter that a pipeline names is defined', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['service::pipelines::traces::processors[0]']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
