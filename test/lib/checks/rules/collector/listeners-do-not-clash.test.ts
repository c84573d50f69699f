import { listenersDoNotClash as rule } from '../../../../../lib/checks/rules/collector/listeners-do-not-clash';
import { places } from './judge';

describe('LP-1: No two listeners of a collector take the same port', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['receivers::otlp::protocols::http::endpoint']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
