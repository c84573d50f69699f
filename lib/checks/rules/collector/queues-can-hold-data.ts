import { listed } from '../../../collector/effective';
import { type Queue, queues, type Written } from '../../../platform';
import { repeatedKeys } from '../../collector/metadata-keys';
import { withExporter } from '../../frames';
import { type Problem, problemAt, ruleOfCollector } from '../../rule';

const sizers = ['requests', 'items', 'bytes'];
const defaultQueueSize = 1000;
/** min_size of a batch that is written without one. */
const defaultBatchSize = 8192;

export const queuesCanHoldData = ruleOfCollector({
  each: queues,
  id: 'CV-6',
  title: 'A sending queue has consumers, room, known sizers and batches that fit into it',
  severity: 'error',
  why: 'The exporter refuses its queue, and the collector does not start.',
  fix: 'Write num_consumers and queue_size above 0, and a min_size not above queue_size.',
  example: withExporter(`
-   otlp_grpc: {endpoint: "backend:4317", sending_queue: {queue_size: 0}}
+   otlp_grpc: {endpoint: "backend:4317", sending_queue: {enabled: false, queue_size: 0}}
`),
  *check(queue) {
    if (queue.enabled.value === false) return;
    for (const number of [queue.num_consumers, queue.queue_size]) {
      if (number.value !== undefined && number.value <= 0)
        yield problemAt(number, `is ${number.value} and must be positive`);
    }
    yield* sizerFault(queue.sizer, sizers);
    if (queue.storage.isSet && queue.wait_for_result.value === true)
      yield problemAt(queue.wait_for_result, 'does not go with a queue on storage');
    if (queue.batch.place.isMap && queue.batch.enabled.value !== false) yield* batchFaults(queue);
  },
});

function* batchFaults(queue: Queue): Generator<Problem> {
  const { batch } = queue;
  yield* sizerFault(batch.sizer, ['items', 'bytes']);
  // The queue's sizer holds for the batch too, and a batch is not measured in requests.
  if (queue.sizer.value === 'requests' && !batch.sizer.isWritten)
    yield problemAt(batch.place, 'needs a sizer of its own: "items" or "bytes"', {
      fix: 'Write sizer: items.',
    });
  const timeout = batch.flush_timeout.value;
  if (timeout !== undefined && timeout <= 0) yield problemAt(batch.flush_timeout, 'must be positive');
  const [least, most] = [batch.min_size.value, batch.max_size.value];
  for (const size of [batch.min_size, batch.max_size]) {
    if (size.value !== undefined && size.value < 0)
      yield problemAt(size, `is ${size.value} and must not be negative`);
  }
  if (least !== undefined && most !== undefined && most > 0 && most < least)
    yield problemAt(batch.max_size, `is ${most} and must not be smaller than min_size, which is ${least}`);
  yield* batchFitsQueue(queue);
  yield* repeatedKeys(batch.partition.metadata_keys);
}

/** Compared only where both are measured alike; without a sizer of its own a batch takes the queue's, if that is written. */
function* batchFitsQueue({ sizer, queue_size, batch }: Queue): Generator<Problem> {
  const inherited = sizer.or('items');
  // A batch in requests is refused for that alone.
  if (inherited === undefined || inherited === 'requests' || batch.sizer.or(inherited) === 'requests') return;
  if (sizer.or('requests') !== batch.sizer.or(inherited)) return;
  const size = queue_size.or(defaultQueueSize);
  const least = batch.min_size.or(defaultBatchSize);
  if (size === undefined || least === undefined || size <= 0 || least <= size) return;
  const { isSet } = batch.min_size;
  yield {
    message: `${batch.min_size} is ${least}${isSet ? '' : ' by default'} and must not be greater than queue_size, which is ${size}.`,
    at: isSet ? batch.min_size : batch.place,
  };
}

function* sizerFault(sizer: Written<string>, known: readonly string[]): Generator<Problem> {
  if (sizer.value === undefined || known.includes(sizer.value)) return;
  const names = listed(known, 'or');
  yield problemAt(sizer, `is "${sizer.value}" and must be ${names}`, { fix: `Write ${names}.` });
}
