import { notation, read, unusedComponents } from '../../../collector/effective';
import type { CollectorRule } from '../../rule';

export const componentsAreUsed: CollectorRule = {
  id: 'RF-7',
  title: 'Every receiver, processor and exporter is used by a pipeline',
  severity: 'warning',
  why: 'The component never runs: what it was written for does not happen, and nothing says so.',
  fix: 'Name it in a pipeline, or remove it.',
  appliesTo: 'collector',
  example: `  receivers:
    otlp: {protocols: {grpc: {}}}
    zipkin: {} # ←
  exporters:
    debug: {}
  service:
    pipelines:
-     traces: {receivers: [otlp], exporters: [debug]}
+     traces: {receivers: [otlp, zipkin], exporters: [debug]}
`,
  *check(subject) {
    for (const component of unusedComponents(read(subject))) {
      if (component.class === 'connector' || !subject.isWritten(component.path)) continue;
      yield { message: `${notation(component.path)} is used by no pipeline.`, path: component.path };
    }
  },
};
