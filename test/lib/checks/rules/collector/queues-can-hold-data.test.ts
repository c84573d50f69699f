import { queuesCanHoldData as rule } from '../../../../../lib/checks/rules/collector/queues-can-hold-data';
import { places } from './judge';

describe('CV-6: A sending queue has consumers, room, known sizers and batches that fit into it', () => {
  it('finds the place of its example', () => {
    expect(places(rule, rule.bad)).toEqual(['exporters::otlp_grpc::sending_queue::queue_size']);
  });

  it('passes the near miss', () => {
    expect(places(rule, rule.good)).toEqual([]);
  });
});
