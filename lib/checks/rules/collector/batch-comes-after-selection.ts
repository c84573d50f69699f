import { does } from '../../../collector/components';
import { notation, placedProcessors, read } from '../../../collector/effective';
import type { CollectorRule } from '../../rule';

export const batchComesAfterSelection: CollectorRule = {
  id: 'OR-4',
  title: 'batch stands behind the filters and samplers',
  severity: 'advice',
  why: 'Data is gathered and then thrown away, and what is left goes out in smaller batches than set.',
  fix: 'Move batch behind the filters and samplers.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  processors:
    batch: {}
    probabilistic_sampler: {sampling_percentage: 10}
  exporters:
    debug: {}
  service:
    pipelines:
-     traces: {receivers: [otlp], processors: [batch, probabilistic_sampler], exporters: [debug]}
+     traces: {receivers: [otlp], processors: [probabilistic_sampler, batch], exporters: [debug]}
`,
  *check(subject) {
    const reading = read(subject);
    for (const pipeline of reading.pipelines) {
      const placed = placedProcessors(reading, pipeline);
      const lastSelection = placed.findLast(({ component }) => does(component, 'drops', 'waitsForTraces'));
      if (lastSelection === undefined) continue;
      const batches = placed.filter(({ component }) => does(component, 'batches'));
      const isRepeated = batches.some(({ index }) => index > lastSelection.index);
      for (const { component, reference, index } of batches) {
        if (isRepeated || index > lastSelection.index) continue;
        yield {
          message: `${notation(pipeline.path)}: "${component.id}" stands before "${lastSelection.component.id}".`,
          path: reference.path,
        };
      }
    }
  },
};
