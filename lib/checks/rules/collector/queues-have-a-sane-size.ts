import { notation, read, sendingQueues } from '../../../collector/effective';
import { field, isMap, knownNumber, knownText } from '../../../documents';
import type { CollectorRule } from '../../rule';

export const queuesHaveASaneSize: CollectorRule = {
  id: 'CV-7',
  title: 'A sending queue is on, holds 10 to 50000 requests and has several consumers',
  severity: 'advice',
  why: 'Without a queue each failure reaches the sender; a tiny one drops data at once, a huge one fills the memory.',
  fix: 'Leave the queue on, with a queue_size between 10 and 50000 and num_consumers of 2 or more.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
-   otlp_grpc: {endpoint: "backend:4317", sending_queue: {enabled: false}}
+   otlp_grpc: {endpoint: "backend:4317", sending_queue: {queue_size: 5000}}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [otlp_grpc]}
`,
  *check(subject) {
    for (const component of read(subject).components) {
      for (const { queue, path } of sendingQueues(component)) {
        if (!isMap(queue)) continue;
        if (queue.enabled === false) {
          yield { message: `${notation(path)} is off.`, path: [...path, 'enabled'] };
          continue;
        }
        const size = knownNumber(field(queue, 'queue_size'));
        const isInRequests = (knownText(field(queue, 'sizer')) ?? 'requests') === 'requests';
        if (isInRequests && size !== undefined && size > 0 && (size < 10 || size > 50_000)) {
          const here = [...path, 'queue_size'];
          yield { message: `${notation(here)} is ${size}: outside of 10 to 50000.`, path: here };
        }
        if (queue.num_consumers === 1) {
          const here = [...path, 'num_consumers'];
          yield { message: `${notation(here)} is 1: one slow request holds up all others.`, path: here };
        }
      }
    }
  },
};
