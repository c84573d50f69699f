import { sectionsHaveTheirShape as rule } from '../../../../../lib/checks/rules/collector/sections-have-their-shape';
import { places } from './judge';

describe('ST-4: Sections are maps, the members of pipelines are lists of ids', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['receivers']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
