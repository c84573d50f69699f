import { inputRule } from '../../rule';

export const ottlIsUnderstood = inputRule({
  id: 'CO-2',
  title: 'OTTL statements and conditions are understood by the collector',
  severity: 'error',
  why: 'The collector of this release was asked: it cannot read the statement, and does not start with it.',
  fix: 'Write paths with their context (`span.attributes["a"]`), text in double quotes, editors in lower case (`set`) and converters in capitals (`Concat`).',
  example: `  receivers: {otlp: {protocols: {grpc: {}}}}
  processors:
    transform:
      trace_statements:
-       - set(span.attributs["a"], "b")
+       - set(span.attributes["a"], "b")
  exporters: {debug: {}}
  service: {pipelines: {traces: {receivers: [otlp], processors: [transform], exporters: [debug]}}}
`,
});
