import { publicHostsAreCalledOverTls as rule } from '../../../../../lib/checks/rules/collector/public-hosts-are-called-over-tls';
import { places } from './judge';

describe('CV-18: Data leaves the cluster over TLS only', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['exporters::otlp_grpc::tls::insecure']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
