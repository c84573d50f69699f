import {
  durationOf,
  listed,
  notation,
  type QueuePlace,
  read,
  sendingQueues,
} from '../../../collector/effective';
import { type Data, field, isMap, isSet, knownNumber, knownText, type Path } from '../../../documents';
import { distinct } from '../../collector/constraint';
import type { CollectorRule, Problem } from '../../rule';

const sizers = ['requests', 'items', 'bytes'];
const defaultQueueSize = 1000;
/** min_size of a batch that is written without one. */
const defaultBatchSize = 8192;

export const queuesCanHoldData: CollectorRule = {
  id: 'CV-6',
  title: 'A sending queue has consumers, room, known sizers and batches that fit into it',
  severity: 'error',
  why: 'The exporter refuses its queue, and the collector does not start.',
  fix: 'Write num_consumers and queue_size above 0, and a min_size not above queue_size.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
-   otlp_grpc: {endpoint: "backend:4317", sending_queue: {queue_size: 0}}
+   otlp_grpc: {endpoint: "backend:4317", sending_queue: {enabled: false, queue_size: 0}}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [otlp_grpc]}
`,
  *check(subject) {
    for (const component of read(subject).components) {
      for (const queue of sendingQueues(component)) yield* queueFaults(queue);
    }
  },
};

function* queueFaults({ queue, path }: QueuePlace): Generator<Problem> {
  if (!isMap(queue) || queue.enabled === false) return;
  for (const name of ['num_consumers', 'queue_size']) {
    const value = knownNumber(field(queue, name));
    if (value !== undefined && value <= 0) yield at(path, name, `is ${value} and must be positive`);
  }
  yield* sizerFault(queue, path, sizers);
  if (isSet(queue.storage) && queue.wait_for_result === true) {
    yield at(path, 'wait_for_result', 'does not go with a queue on storage');
  }
  const batch = field(queue, 'batch');
  if (isMap(batch) && batch.enabled !== false) yield* batchFaults(queue, batch, [...path, 'batch']);
}

function* batchFaults(queue: Data, batch: Data, path: Path): Generator<Problem> {
  yield* sizerFault(batch, path, ['items', 'bytes']);
  const inherited = knownText(field(queue, 'sizer'));
  // The queue's sizer holds for the batch too, and a batch is not measured in requests.
  if (inherited === 'requests' && field(batch, 'sizer') === undefined) {
    yield {
      message: `${notation(path)} needs a sizer of its own: "items" or "bytes".`,
      path,
      fix: 'Write sizer: items.',
    };
  }
  const timeout = durationOf(field(batch, 'flush_timeout'));
  if (timeout !== undefined && timeout <= 0) yield at(path, 'flush_timeout', 'must be positive');
  const least = knownNumber(field(batch, 'min_size'));
  const most = knownNumber(field(batch, 'max_size'));
  if (least !== undefined && least < 0) yield at(path, 'min_size', `is ${least} and must not be negative`);
  if (most !== undefined && most < 0) yield at(path, 'max_size', `is ${most} and must not be negative`);
  if (least !== undefined && most !== undefined && most > 0 && most < least) {
    yield at(path, 'max_size', `is ${most} and must not be smaller than min_size, which is ${least}`);
  }
  yield* batchFitsQueue(queue, batch, path);
  const keys = [...path, 'partition', 'metadata_keys'];
  for (const fault of distinct((text) => text.toLowerCase())(
    field(field(batch, 'partition'), 'metadata_keys'),
    keys,
  )) {
    yield {
      message: `${notation(fault.path)} ${fault.message}; upper and lower case do not count.`,
      path: fault.path,
    };
  }
}

/** Compared only where both are measured alike; without a sizer of its own a batch takes the queue's, if that is written. */
function* batchFitsQueue(queue: Data, batch: Data, path: Path): Generator<Problem> {
  const inherited = sizerOf(queue, 'items');
  // A batch in requests is refused for that alone.
  if (inherited === undefined || inherited === 'requests' || sizerOf(batch, inherited) === 'requests') return;
  if (sizerOf(queue, 'requests') !== sizerOf(batch, inherited)) return;
  const size = sizeOf(queue, 'queue_size', defaultQueueSize);
  const least = sizeOf(batch, 'min_size', defaultBatchSize);
  if (size === undefined || least === undefined || size <= 0 || least <= size) return;
  const isWritten = isSet(field(batch, 'min_size'));
  yield {
    message: `${notation(path)}::min_size is ${least}${isWritten ? '' : ' by default'} and must not be greater than queue_size, which is ${size}.`,
    path: isWritten ? [...path, 'min_size'] : path,
  };
}

function sizeOf(holder: Data, name: string, usual: number): number | undefined {
  const value = field(holder, name);
  return isSet(value) ? knownNumber(value) : usual;
}

function sizerOf(holder: Data, usual: string): string | undefined {
  const sizer = field(holder, 'sizer');
  return isSet(sizer) ? knownText(sizer) : usual;
}

function* sizerFault(holder: Data, path: Path, known: readonly string[]): Generator<Problem> {
  const sizer = knownText(field(holder, 'sizer'));
  if (sizer === undefined || known.includes(sizer)) return;
  yield {
    ...at(path, 'sizer', `is "${sizer}" and must be ${listed(known, 'or')}`),
    fix: `Write ${listed(known, 'or')}.`,
  };
}

function at(path: Path, name: string, fault: string): Problem {
  return { message: `${notation([...path, name])} ${fault}.`, path: [...path, name] };
}
