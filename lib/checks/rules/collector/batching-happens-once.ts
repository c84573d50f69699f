import { does, otlpOver } from '../../../collector/components';
import { placedProcessors, read } from '../../../collector/effective';
import { type ComponentView, configOf, exporters } from '../../../platform';
import { type CollectorRule, problemAt } from '../../rule';

/** Exporters that send each request on its own unless something gathers them. */

export const batchingHappensOnce: CollectorRule = {
  id: 'OR-3',
  title: 'Data is gathered once, by a batch processor or by the exporter’s queue',
  severity: 'advice',
  why: 'Without it every request goes out on its own; with both, data waits twice.',
  fix: 'Write sending_queue.batch in the exporter, or a batch processor, and not both.',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
-   otlp_grpc: {endpoint: "backend:4317"}
+   otlp_grpc: {endpoint: "backend:4317", sending_queue: {batch: {}}}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [otlp_grpc]} # ←
`,
  appliesTo: 'collector',
  *check(collector) {
    const reading = read(collector);
    const sending = new Map(
      exporters(collector)
        .filter(sendsUngathered)
        .map((each) => [each.id, each]),
    );
    const reported = new Set<string>();
    for (const pipeline of reading.pipelines) {
      if (pipeline.open) continue;
      const batches = placedProcessors(reading, pipeline).some(({ component }) => does(component, 'batches'));
      for (const { id, path } of pipeline.exporters) {
        const queue = sending.get(id)?.settings.sending_queue;
        if (queue === undefined || queue.place.isOpen || queue.batch.place.isOpen) continue;
        const { place, enabled } = queue.batch;
        const gathers = place.isWritten && enabled.value !== false;
        if (batches && gathers && !reported.has(id)) {
          reported.add(id);
          yield problemAt(place, 'gathers data that a batch processor has gathered before');
        } else if (!batches && !gathers) {
          const way = configOf(collector).at(...pipeline.path);
          yield { message: `${way} sends to "${id}" without gathering data.`, path };
        }
      }
    }
  },
};

/** Whether an exporter sends OTLP as it comes; otelarrow puts it into streams of its own. */
function sendsUngathered(exporter: ComponentView): boolean {
  return exporter.type !== 'otelarrow' && otlpOver(exporter) !== undefined;
}
