import { checkSources } from '../../../../../lib/checks';
import { servedPortsAreReachable as rule } from '../../../../../lib/checks/rules/collector/served-ports-are-reachable';

const places = (text: string) =>
  checkSources([{ name: 'input.yaml', text }], { rules: [rule.id], complete: true }).map(({ path }) => path);

describe('LP-4: What a Service exposes is not bound to localhost', () => {
  it('finds the place of its example', () => {
    expect(places(rule.bad)).toEqual(['receivers::otlp::protocols::http::endpoint']);
  });

  it('passes the near miss', () => {
    expect(places(rule.good)).toEqual([]);
  });
});
