import { tlsIsStrong as rule } from '../../../../../lib/checks/rules/collector/tls-is-strong';
import { places } from './judge';

describe('CV-19: TLS verifies its peer, is at least 1.2, and its key is not in the configuration', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['exporters::otlp_grpc::tls::insecure_skip_verify']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
