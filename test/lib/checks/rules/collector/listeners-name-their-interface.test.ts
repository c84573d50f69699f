import { listenersNameTheirInterface as rule } from '../../../../../lib/checks/rules/collector/listeners-name-their-interface';
import { places } from './judge';

describe('LP-5: Listeners are bound to the pod’s address rather than to every interface', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['receivers::otlp::protocols::grpc::endpoint']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
