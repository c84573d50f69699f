import { notation, read } from '../../../collector/effective';
import { ruleOfCollector } from '../../rule';

export const processorsAppearOnce = ruleOfCollector({
  each: (collector) => read(collector).pipelines,
  id: 'GR-4',
  title: 'A processor appears once in a pipeline',
  severity: 'error',
  why: 'The collector refuses a pipeline that names a processor twice, and does not start.',
  fix: 'Take one of the two away, or define a second instance under a name of its own.',
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
  *check({ path, processors }) {
    const seen = new Set<string>();
    for (const { id, path: at } of processors) {
      if (seen.has(id))
        yield { message: `${notation(path)} references processor "${id}" multiple times.`, path: at };
      seen.add(id);
    }
  },
});
