import { inputRule } from '../../rule';

export const regularExpressionsCompile = inputRule({
  id: 'CO-3',
  title: 'Regular expressions compile in the collector',
  severity: 'error',
  why: 'The collector of this release was asked: it cannot compile the expression, and does not start with it.',
  fix: 'Write it in the syntax of RE2: no look-ahead or look-behind and no back reference; named groups are `(?P<name>…)`.',
  example: `  receivers: {otlp: {protocols: {grpc: {}}}}
  processors:
    filter:
      trace_conditions:
-       - IsMatch(span.name, "health(?!y)")
+       - IsMatch(span.name, "health($|[^y])")
  exporters: {debug: {}}
  service: {pipelines: {traces: {receivers: [otlp], processors: [filter], exporters: [debug]}}}
`,
});
