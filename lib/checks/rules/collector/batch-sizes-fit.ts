import { type Component, durationOf, notation, read } from '../../../collector/effective';
import { field, isOpen, knownNumber } from '../../../documents';
import { distinct } from '../../collector/constraint';
import type { CollectorRule, Problem } from '../../rule';

const defaultSize = 8192;

export const batchSizesFit: CollectorRule = {
  id: 'CV-3',
  title: 'batch has a maximum not below its size, a timeout and distinct metadata keys',
  severity: 'error',
  why: 'batch refuses its configuration, and the collector does not start.',
  fix: 'Write a send_batch_max_size of at least send_batch_size (8192 by default), or 0 for no maximum.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  processors:
-   batch: {send_batch_max_size: 1000}
+   batch: {send_batch_size: 1000, send_batch_max_size: 1000}
  exporters:
    debug: {}
  service:
    pipelines:
      traces: {receivers: [otlp], processors: [batch], exporters: [debug]}
`,
  *check(subject) {
    for (const component of read(subject).components) {
      if (component.class !== 'processor' || component.type !== 'batch') continue;
      yield* faults(component);
    }
  },
};

function* faults({ body, path }: Component): Generator<Problem> {
  const place = notation(path);
  const most = knownNumber(field(body, 'send_batch_max_size'));
  const size = isOpen(field(body, 'send_batch_size'))
    ? undefined
    : (knownNumber(field(body, 'send_batch_size')) ?? defaultSize);
  if (most !== undefined && size !== undefined && most > 0 && most < size) {
    yield {
      message: `${place}::send_batch_max_size is ${most} and must not be smaller than send_batch_size, which is ${size}.`,
      path: [...path, 'send_batch_max_size'],
    };
  }
  for (const name of ['send_batch_size', 'send_batch_max_size', 'metadata_cardinality_limit']) {
    const value = knownNumber(field(body, name));
    if (value !== undefined && value < 0) {
      yield {
        message: `${place}::${name} must not be negative, and is ${value}.`,
        path: [...path, name],
        fix: 'Write a number of 0 or more.',
      };
    }
  }
  const timeout = durationOf(field(body, 'timeout'));
  if (timeout !== undefined && timeout < 0) {
    yield {
      message: `${place}::timeout must not be negative.`,
      path: [...path, 'timeout'],
      fix: 'Write a duration such as 200ms; 0 sends at once.',
    };
  }
  const keys = [...path, 'metadata_keys'];
  for (const fault of distinct((text) => text.toLowerCase())(field(body, 'metadata_keys'), keys)) {
    yield {
      message: `${notation(fault.path)} ${fault.message}; upper and lower case do not count.`,
      path: fault.path,
      fix: 'Name each key once.',
    };
  }
}
