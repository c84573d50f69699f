import { portsAreLegal as rule } from '../../../../../lib/checks/rules/collector/ports-are-legal';
import { places } from './judge';

describe('LP-6: Port numbers lie between 1 and 65535, port names have at most 15 legal characters', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['receivers::otlp::protocols::http::endpoint']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
