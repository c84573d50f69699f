import { httpEndpointsHaveAScheme as rule } from '../../../../../lib/checks/rules/collector/http-endpoints-have-a-scheme';
import { places } from './judge';

describe('CV-12: The endpoint of an HTTP exporter begins with http:// or https://', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['exporters::otlp_http::endpoint']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
