import { componentsAreUsed as rule } from '../../../../../lib/checks/rules/collector/components-are-used';
import { places } from './judge';

describe('RF-7: Every receiver, processor and exporter is used by a pipeline', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['receivers::zipkin']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
