import { inputRule } from '../../rule';

export const inputIsYaml = inputRule({
  id: 'IN-1',
  title: 'Input is YAML',
  severity: 'error',
  why: 'Flux, Helm and the collector refuse a document that does not parse, and everything beside it with it.',
  fix: 'Mend the syntax at this place; check the indentation and quote text that holds `: `, `#`, `{{` or starts with a special character.',
  example: `- receivers:
-   otlp: protocols: {} # ←
+ receivers: {otlp: {protocols: {grpc: {}}}}
+ exporters: {debug: {}}
+ service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
`,
});
