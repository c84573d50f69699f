import { receiversHaveAProtocol as rule } from '../../../../../lib/checks/rules/collector/receivers-have-a-protocol';
import { places } from './judge';

describe('CV-10: An OTLP receiver has at least one protocol', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['receivers::otlp']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
