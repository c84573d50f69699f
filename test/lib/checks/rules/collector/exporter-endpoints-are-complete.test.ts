import { exporterEndpointsAreComplete as rule } from '../../../../../lib/checks/rules/collector/exporter-endpoints-are-complete';
import { places } from './judge';

describe('CV-11: An exporter has an endpoint, over gRPC as host:port with a numeric port', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['exporters::otlp_grpc::endpoint']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
