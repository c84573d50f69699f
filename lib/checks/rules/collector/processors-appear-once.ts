import { notation, read } from '../../../collector/effective';
import type { CollectorRule } from '../../rule';

export const processorsAppearOnce: CollectorRule = {
  id: 'GR-4',
  title: 'A processor appears once in a pipeline',
  severity: 'error',
  why: 'The collector refuses a pipeline that names a processor twice, and does not start.',
  fix: 'Take one of the two away, or define a second instance under a name of its own.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  processors:
    batch: {}
+   batch/2: {}
  exporters:
    debug: {}
  service:
    pipelines:
-     traces: {receivers: [otlp], processors: [batch, batch], exporters: [debug]}
+     traces: {receivers: [otlp], processors: [batch, batch/2], exporters: [debug]}
`,
  *check(subject) {
    for (const pipeline of read(subject).pipelines) {
      const seen = new Set<string>();
      for (const { id, path } of pipeline.processors) {
        if (seen.has(id))
          yield { message: `${notation(pipeline.path)} references processor "${id}" multiple times.`, path };
        seen.add(id);
      }
    }
  },
};
