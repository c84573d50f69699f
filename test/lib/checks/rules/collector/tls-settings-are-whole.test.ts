import { tlsSettingsAreWhole as rule } from '../../../../../lib/checks/rules/collector/tls-settings-are-whole';
import { places } from './judge';

describe('CV-17: TLS settings have a certificate with its key, each from one source, and versions in order', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['receivers::otlp::protocols::grpc::tls::cert_file']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
