import { read, unusedComponents } from '../../../collector/effective';
import { problemAt, ruleOfCollector } from '../../rule';

export const componentsAreUsed = ruleOfCollector({
  each: (collector) => unusedComponents(read(collector)),
  id: 'RF-7',
  title: 'Every receiver, processor and exporter is used by a pipeline',
  severity: 'warning',
  why: 'The component never runs: what it was written for does not happen, and nothing says so.',
  fix: 'Name it in a pipeline, or remove it.',
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
  *check({ class: own, path }, { isWritten }) {
    if (own !== 'connector' && isWritten(path)) yield problemAt(path, 'is used by no pipeline');
  },
});
