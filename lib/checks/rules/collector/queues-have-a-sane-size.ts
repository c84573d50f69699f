import { queues } from '../../../platform';
import { withExporter } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

export const queuesHaveASaneSize = ruleOfCollector({
  each: queues,
  id: 'CV-7',
  title: 'A sending queue is on, holds 10 to 50000 requests and has several consumers',
  severity: 'advice',
  why: 'Without a queue each failure reaches the sender; a tiny one drops data at once, a huge one fills the memory.',
  fix: 'Leave the queue on, with a queue_size between 10 and 50000 and num_consumers of 2 or more.',
  example: withExporter(`
-   otlp_grpc: {endpoint: "backend:4317", sending_queue: {enabled: false}}
+   otlp_grpc: {endpoint: "backend:4317", sending_queue: {queue_size: 5000}}
`),
  *check({ place, enabled, queue_size: size, sizer, num_consumers: consumers }) {
    if (enabled.value === false) {
      yield { message: `${place} is off.`, at: enabled };
      return;
    }
    const room = (sizer.value ?? 'requests') === 'requests' ? (size.value ?? 0) : 0;
    if (room > 0 && (room < 10 || room > 50_000)) yield problemAt(size, `is ${room}: outside of 10 to 50000`);
    if (consumers.value === 1) yield problemAt(consumers, 'is 1: one slow request holds up all others');
  },
});
