import { inputRule } from '../../rule';

export const aliasesStayWithinBounds = inputRule({
  id: 'IN-4',
  title: 'Aliases stay within bounds',
  severity: 'error',
  why: 'The parsers of Kubernetes and of the collector refuse a document whose aliases unfold without end.',
  fix: 'Write the repeated values out, or use fewer aliases of aliases.',
  example: `- a: &a [*a]
+ receivers: {otlp: {protocols: {grpc: &empty {}}}}
+ exporters: {debug: *empty}
+ service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
`,
});
