import { cardOf, does } from '../../../collector/components';
import { type Component, notation, placedProcessors, read } from '../../../collector/effective';
import { at, type Data, field, isMap, isOpen, isSet } from '../../../documents';
import type { CollectorRule } from '../../rule';

/** Exporters that send each request on its own unless something gathers them. */
export const batchingHappensOnce: CollectorRule = {
  id: 'OR-3',
  title: 'Data is gathered once, by a batch processor or by the exporter’s queue',
  severity: 'advice',
  why: 'Without it every request goes out on its own; with both, data waits twice.',
  fix: 'Write sending_queue.batch in the exporter, or a batch processor, and not both.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
-   otlp_grpc: {endpoint: "backend:4317"}
+   otlp_grpc: {endpoint: "backend:4317", sending_queue: {batch: {}}}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [otlp_grpc]} # ←
`,
  *check(subject) {
    const reading = read(subject);
    const reported = new Set<string>();
    for (const pipeline of reading.pipelines) {
      if (pipeline.open) continue;
      const batches = placedProcessors(reading, pipeline).some(({ component }) => does(component, 'batches'));
      for (const { id, path } of pipeline.exporters) {
        const exporter = reading.find('exporter', id);
        if (exporter === undefined || !sendsUngathered(exporter) || isOpen(exporter.body)) continue;
        const queue = field(exporter.body, 'sending_queue');
        if (isOpen(queue) || isOpen(field(queue, 'batch'))) continue;
        if (batches && hasBatch(queue) && !reported.has(id)) {
          reported.add(id);
          const place = [...exporter.path, 'sending_queue', 'batch'];
          yield {
            message: `${notation(place)} gathers data that a batch processor has gathered before.`,
            path: place,
          };
        } else if (!batches && !hasBatch(queue)) {
          yield { message: `${notation(pipeline.path)} sends to "${id}" without gathering data.`, path };
        }
      }
    }
  },
};

/** Whether an exporter sends OTLP as it comes; otelarrow puts it into streams of its own. */
function sendsUngathered({ type }: Component): boolean {
  return type !== 'otelarrow' && cardOf('exporter', type)?.sends?.otlp === true;
}

function hasBatch(queue: Data | undefined): boolean {
  return (
    isMap(queue) &&
    'batch' in queue &&
    at(queue, ['batch', 'enabled']) !== false &&
    (isSet(queue.batch) || queue.batch === null)
  );
}
