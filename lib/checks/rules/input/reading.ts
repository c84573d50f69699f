import type { InputRule } from '../../rule';

/** What keeps an input from being read at all, or says that it was not understood. */
export const readingRules: readonly InputRule[] = [
  {
    id: 'IN-1',
    title: 'Input is YAML',
    severity: 'error',
    appliesTo: 'input',
    why: 'Flux, Helm and the collector refuse a document that does not parse, and everything beside it with it.',
    fix: 'Mend the syntax at this place; check the indentation and quote text that holds `: `, `#`, `{{` or starts with a special character.',
    example: `- receivers:
-   otlp: protocols: {} # ←
+ receivers: {otlp: {protocols: {grpc: {}}}}
+ exporters: {debug: {}}
+ service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
`,
  },
  {
    id: 'IN-2',
    title: 'Input is text',
    severity: 'error',
    appliesTo: 'input',
    why: 'A file that is not UTF-8 text cannot be applied by anything.',
    fix: 'Give a YAML or JSON file in UTF-8.',
    example: `- \u0000\u0001\u0002
+ apiVersion: v1
+ kind: Namespace
+ metadata: {name: observability}
`,
  },
  {
    id: 'IN-3',
    title: 'Input has a size that can be applied',
    severity: 'error',
    appliesTo: 'input',
    why: 'The API server refuses objects of more than about 1.5 MiB, so that nothing of this size can be meant for it.',
    fix: 'Give files of at most 64 MiB with documents of at most 16 MiB each.',
    example: `- a file of 65 MiB
+ apiVersion: v1
+ kind: Namespace
+ metadata: {name: observability}
`,
  },
  {
    id: 'IN-4',
    title: 'Aliases stay within bounds',
    severity: 'error',
    appliesTo: 'input',
    why: 'The parsers of Kubernetes and of the collector refuse a document whose aliases unfold without end.',
    fix: 'Write the repeated values out, or use fewer aliases of aliases.',
    example: `- a: &a [*a]
+ receivers: {otlp: {protocols: {grpc: &empty {}}}}
+ exporters: {debug: *empty}
+ service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
`,
  },
  {
    id: 'IN-5',
    title: 'Input is of a kind that can be judged',
    severity: 'warning',
    appliesTo: 'input',
    why: 'Nothing in it was checked.',
    fix: 'Give Kubernetes objects, a collector configuration (`receivers`, `exporters`, `service`) or values of the chart opentelemetry-collector.',
    example: `- colour: green
+ apiVersion: v1
+ kind: Namespace
+ metadata: {name: observability}
`,
  },
  {
    id: 'IN-6',
    title: 'The facts of an environment are well formed',
    severity: 'warning',
    appliesTo: 'input',
    why: 'What is not understood is not taken into account: things that live elsewhere will be reported as missing.',
    fix: 'Run synth again, which writes this file, or correct the entry: `environment`, `external` with `kind` and `name` (`host` for a Host), `suppressions` with `rule` and `reason`.',
    example: `  # file: review/environment.yaml
  environment: develop
  external:
-   - kind: Sekret
+   - kind: Secret
      name: jaeger
`,
  },
];
