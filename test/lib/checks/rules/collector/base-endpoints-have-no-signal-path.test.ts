import { baseEndpointsHaveNoSignalPath as rule } from '../../../../../lib/checks/rules/collector/base-endpoints-have-no-signal-path';
import { places } from './judge';

describe('CV-16: The base endpoint of otlp_http does not end in /v1/traces, /v1/metrics or /v1/logs', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['exporters::otlp_http::endpoint']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
