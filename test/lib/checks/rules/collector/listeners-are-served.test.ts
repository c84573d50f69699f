import { checkSources } from '../../../../../lib/checks';
import { listenersAreServed as rule } from '../../../../../lib/checks/rules/collector/listeners-are-served';

const places = (text: string) =>
  checkSources([{ name: 'input.yaml', text }], { rules: [rule.id], complete: true }).map(({ path }) => path);

describe('LP-2: The port of a receiver is a port of the collector’s Service', () => {
  it('finds the place of its example', () => {
    expect(places(rule.bad)).toEqual(['receivers::otlp::protocols::http::endpoint']);
  });

  it('passes the near miss', () => {
    expect(places(rule.good)).toEqual([]);
  });
});
