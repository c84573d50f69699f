import { neededExtensionsAreEnabled as rule } from '../../../../../lib/checks/rules/collector/needed-extensions-are-enabled';
import { places } from './judge';

describe('RF-4: Extensions that components name are defined and listed in service.extensions', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['exporters::otlp_grpc::auth::authenticator']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
