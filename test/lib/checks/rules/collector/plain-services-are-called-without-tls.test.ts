import { plainServicesAreCalledWithoutTls as rule } from '../../../../../lib/checks/rules/collector/plain-services-are-called-without-tls';
import { places } from './judge';

describe('CV-14: A gRPC exporter to a Service inside the cluster says whether it uses TLS', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['exporters::otlp_grpc::endpoint']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
