import { does } from '../../../collector/components';
import { notation, placedProcessors, read } from '../../../collector/effective';
import type { CollectorRule } from '../../rule';

export const samplingHappensOnce: CollectorRule = {
  id: 'OR-8',
  title: 'A pipeline samples by head or by tail, not by both',
  severity: 'warning',
  why: 'Tail sampling decides on traces of which the other sampler has thrown spans away, and the rates multiply.',
  fix: 'Use a probabilistic policy inside tail_sampling, or one of the two samplers.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  processors:
-   probabilistic_sampler: {sampling_percentage: 10}
-   tail_sampling: {policies: [{name: all, type: always_sample}]}
+   tail_sampling: {policies: [{name: some, type: probabilistic, probabilistic: {sampling_percentage: 10}}]}
  exporters:
    debug: {}
  service:
    pipelines:
-     traces: {receivers: [otlp], processors: [probabilistic_sampler, tail_sampling], exporters: [debug]} # ←
+     traces: {receivers: [otlp], processors: [tail_sampling], exporters: [debug]}
`,
  *check(subject) {
    const reading = read(subject);
    for (const pipeline of reading.pipelines) {
      const samplers = placedProcessors(reading, pipeline).filter(({ component }) =>
        does(component, 'samples'),
      );
      const second = samplers.find(({ component }) => component.type !== samplers[0]?.component.type);
      if (second === undefined) continue;
      yield {
        message: `${notation(pipeline.path)} samples with "${samplers[0]?.component.id}" and with "${second.component.id}".`,
        path: second.reference.path,
      };
    }
  },
};
