import { httpSchemeComesWithInsecure as rule } from '../../../../../lib/checks/rules/collector/http-scheme-comes-with-insecure';
import { places } from './judge';

describe('CV-13: http:// in the endpoint of a gRPC exporter comes with tls.insecure: true', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['exporters::otlp_grpc::endpoint']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
