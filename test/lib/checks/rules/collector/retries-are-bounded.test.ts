import { retriesAreBounded as rule } from '../../../../../lib/checks/rules/collector/retries-are-bounded';
import { places } from './judge';

describe('CV-8: Failed requests are retried, and not for ever', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['exporters::otlp_grpc::retry_on_failure::enabled']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
