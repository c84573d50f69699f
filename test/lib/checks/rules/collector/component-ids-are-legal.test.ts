import { componentIdsAreLegal as rule } from '../../../../../lib/checks/rules/collector/component-ids-are-legal';
import { places } from './judge';

describe('ST-6: Component ids are type or type/name in legal characters, each once in its section', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['receivers::otlp/']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
