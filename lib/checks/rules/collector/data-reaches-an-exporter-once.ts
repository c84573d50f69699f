import { does } from '../../../collector/components';
import { notation, type PipelineReading, type Reading, read } from '../../../collector/effective';
import { otlpToDebug } from '../../frames';
import type { CollectorRule } from '../../rule';

/** Processors that let through a part of the data: two branches with one of them may share their ends. */
export const dataReachesAnExporterOnce: CollectorRule = {
  id: 'GR-6',
  title: 'The data of a receiver reaches an exporter on one way',
  severity: 'advice',
  why: 'The backend gets everything twice: double cost, and spans or points that count double.',
  fix: 'Name the exporter in one of the two pipelines, or tell their data apart with a filter.',
  appliesTo: 'collector',
  example: `${otlpToDebug}
+   debug/2: {}
  service:
    pipelines:
      traces: {receivers: [otlp], exporters: [debug]}
-     traces/2: {receivers: [otlp], exporters: [debug]}
+     traces/2: {receivers: [otlp], exporters: [debug/2]}
`,
  *check(subject) {
    const reading = read(subject);
    const seen = new Map<string, PipelineReading>();
    for (const pipeline of reading.pipelines) {
      if (isSelective(reading, pipeline)) continue;
      for (const exporter of pipeline.exporters) {
        if (reading.find('exporter', exporter.id) === undefined) continue;
        for (const { id } of pipeline.receivers) {
          const way = JSON.stringify([pipeline.signal, id, exporter.id]);
          const earlier = seen.get(way);
          if (earlier === undefined) seen.set(way, pipeline);
          else if (earlier !== pipeline) {
            yield {
              message: `${notation(pipeline.path)} sends the data of "${id}" to "${exporter.id}", as ${notation(earlier.path)} does.`,
              path: exporter.path,
            };
            break;
          }
        }
      }
    }
  },
};

function isSelective(reading: Reading, { processors }: PipelineReading): boolean {
  return processors.some(({ id }) => does(reading.find('processor', id), 'drops', 'condenses'));
}
