import { notation, read, unusedComponents } from '../../../collector/effective';
import type { CollectorRule } from '../../rule';

export const connectorsAreUsed: CollectorRule = {
  id: 'RF-8',
  title: 'Every connector joins pipelines',
  severity: 'warning',
  why: 'The connector never runs: the metrics or the route that it was written for do not exist.',
  fix: 'Name it as exporter of one pipeline and as receiver of another, or remove it.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
    debug: {}
  connectors:
    forward: {} # ←
  service:
    pipelines:
-     traces: {receivers: [otlp], exporters: [debug]}
+     traces: {receivers: [otlp], exporters: [forward]}
+     traces/out: {receivers: [forward], exporters: [debug]}
`,
  *check(subject) {
    for (const component of unusedComponents(read(subject))) {
      if (component.class !== 'connector' || !subject.isWritten(component.path)) continue;
      yield { message: `${notation(component.path)} is used by no pipeline.`, path: component.path };
    }
  },
};
