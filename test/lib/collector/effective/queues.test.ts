import { notation, read, sendingQueues } from '../../../../lib/collector/effective';
import { subjectOf } from '../../checks/rules/collector/judge';

const queues = (text: string) =>
  read(subjectOf(text))
    .components.flatMap(sendingQueues)
    .map(({ path }) => notation(path));

test('an exporter has its queue, one that balances those of the exporters inside it too', () => {
  expect(queues('exporters: {otlp_grpc: {sending_queue: {queue_size: 1}}}')).toEqual([
    'exporters::otlp_grpc::sending_queue',
  ]);
  expect(
    queues(
      'exporters: {load_balancing: {sending_queue: {}, protocol: {otlp: {sending_queue: {queue_size: 1}}}}}',
    ),
  ).toEqual([
    'exporters::load_balancing::sending_queue',
    'exporters::load_balancing::protocol::otlp::sending_queue',
  ]);
  expect(queues('exporters: {otlp_grpc: {protocol: {otlp: {sending_queue: {}}}}}')).toEqual([]);
});

test('what is not written, and what is no exporter, has none', () => {
  expect(queues('exporters: {otlp_grpc: {}}')).toEqual([]);
  expect(queues('receivers: {otlp: {sending_queue: {}}}')).toEqual([]);
});
