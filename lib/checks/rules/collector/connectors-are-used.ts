import { read, unusedComponents } from '../../../collector/effective';
import { otlpToDebug } from '../../frames';
import { problemAt, ruleOfCollector } from '../../rule';

export const connectorsAreUsed = ruleOfCollector({
  each: (collector) => unusedComponents(read(collector)),
  id: 'RF-8',
  title: 'Every connector joins pipelines',
  severity: 'warning',
  why: 'The connector never runs: the metrics or the route that it was written for do not exist.',
  fix: 'Name it as exporter of one pipeline and as receiver of another, or remove it.',
  example: `${otlpToDebug}
  connectors:
    forward: {} # ←
  service:
    pipelines:
-     traces: {receivers: [otlp], exporters: [debug]}
+     traces: {receivers: [otlp], exporters: [forward]}
+     traces/out: {receivers: [forward], exporters: [debug]}
`,
  *check({ class: own, path }, { isWritten }) {
    if (own === 'connector' && isWritten(path)) yield problemAt(path, 'is used by no pipeline');
  },
});
