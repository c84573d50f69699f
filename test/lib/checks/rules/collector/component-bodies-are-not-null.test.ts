import { componentBodiesAreNotNull as rule } from '../../../../../lib/checks/rules/collector/component-bodies-are-not-null';
import { places } from './judge';

describe('ST-11: A component without settings is written as {}, not as null', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['exporters::debug']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
