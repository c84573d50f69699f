import { loops, notation, read } from '../../../collector/effective';
import { firstOf } from '../../../documents';
import { otlpToDebug } from '../../frames';
import type { CollectorRule } from '../../rule';

export const pipelinesFormNoLoop: CollectorRule = {
  id: 'GR-3',
  title: 'Connectors do not lead data back into a pipeline that it came from',
  severity: 'error',
  why: 'The collector refuses a cycle of connectors and pipelines, and does not start.',
  fix: 'Take the connector out of one of the pipelines of the loop.',
  appliesTo: 'collector',
  example: `${otlpToDebug}
  connectors:
-   forward: {}
-   forward/back: {}
+   count: {}
  service:
    pipelines:
-     traces: {receivers: [otlp, forward/back], exporters: [forward]} # ←
-     traces/out: {receivers: [forward], exporters: [debug, forward/back]}
+     traces: {receivers: [otlp], exporters: [count]}
+     metrics: {receivers: [count], exporters: [debug]}
`,
  *check(subject) {
    for (const { pipelines, places } of loops(read(subject))) {
      for (const { connector, reference } of places) {
        yield {
          message: `${notation(reference.path)}: connector "${connector.id}" closes a loop through ${firstOf(pipelines, most)}.`,
          path: reference.path,
        };
      }
    }
  },
};

/** A sentence names as many as can be read in it. */
const most = 10;
