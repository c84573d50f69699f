import { secretsAreNotPlain as rule } from '../../../../../lib/checks/rules/collector/secrets-are-not-plain';
import { places } from './judge';

describe('CV-31: Passwords, tokens and keys come from the environment', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['exporters::otlp_grpc::headers::api-key']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
