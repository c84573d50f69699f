import { checkSources } from '../../../../../lib/checks';
import { servicePortsHaveAListener as rule } from '../../../../../lib/checks/rules/collector/service-ports-have-a-listener';

const places = (text: string) =>
  checkSources([{ name: 'input.yaml', text }], { rules: [rule.id], complete: true }).map(({ path }) => path);

describe('LP-3: Something listens behind each port of the collector’s Service', () => {
  it('finds the place of its example', () => {
    expect(places(rule.bad)).toEqual(['spec.values.ports.extra']);
  });

  it('passes the near miss', () => {
    expect(places(rule.good)).toEqual([]);
  });
});
