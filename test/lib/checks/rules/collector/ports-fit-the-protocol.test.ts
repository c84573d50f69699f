import { portsFitTheProtocol as rule } from '../../../../../lib/checks/rules/collector/ports-fit-the-protocol';
import { places } from './judge';

describe('CV-15: OTLP over gRPC goes to port 4317, over HTTP to 4318', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['exporters::otlp_http::endpoint']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
