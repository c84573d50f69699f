import { inputRule } from '../../rule';

export const keysAreWrittenOnce = inputRule({
  id: 'ST-10',
  title: 'No key is written twice',
  severity: 'error',
  why: 'The collector and kustomize refuse the document; other parsers silently take the last of the two.',
  fix: 'Keep one of the two keys, and merge what stands below them.',
  example: `  receivers: {otlp: {protocols: {grpc: {}}}}
  exporters:
    debug: {}
-   debug: {verbosity: basic}
- service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
+   debug/2: {verbosity: basic}
+ service: {pipelines: {traces: {receivers: [otlp], exporters: [debug, debug/2]}}}
`,
});
