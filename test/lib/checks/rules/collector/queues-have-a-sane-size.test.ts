import { queuesHaveASaneSize as rule } from '../../../../../lib/checks/rules/collector/queues-have-a-sane-size';
import { places } from './judge';

describe('CV-7: A sending queue is on, holds 10 to 50000 requests and has several consumers', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['exporters::otlp_grpc::sending_queue::enabled']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
