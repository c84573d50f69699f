import { queuesCanHoldData as rule } from '../../../../../lib/checks/rules/collector/queues-can-hold-data';
import { places } from './judge';

describe('CV-6: A sending queue has consumers, room, known sizers and batches that fit into it', () => {
  const config = (queue: string) => `exporters: {otlp_grpc: {endpoint: "a:1", sending_queue: ${queue}}}\n`;
  const queue = 'exporters::otlp_grpc::sending_queue';

  it.each([
    ['{num_consumers: 0}', [`${queue}::num_consumers`]],
    ['{sizer: spans}', [`${queue}::sizer`]],
    ['{sizer: requests, batch: {}}', [`${queue}::batch`]],
    ['{sizer: items, batch: {}}', [`${queue}::batch`]],
    ['{sizer: items, queue_size: 10000, batch: {}}', []],
    ['{queue_size: 10, batch: {}}', []],
    ['{batch: {min_size: 10, max_size: 5}}', [`${queue}::batch::max_size`]],
    ['{batch: {flush_timeout: 0s}}', [`${queue}::batch::flush_timeout`]],
    ['{batch: {sizer: requests}}', [`${queue}::batch::sizer`]],
    ['{storage: file_storage, wait_for_result: true}', [`${queue}::wait_for_result`]],
    ['{queue_size: "${env:SIZE}"}', []],
    ['null', []],
  ])('judges %s as the exporter does', (text, expected) => {
    expect(places(rule, config(text))).toEqual(expected);
  });
});
