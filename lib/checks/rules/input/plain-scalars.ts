import type { InputRule } from '../../rule';

/** A HelmRelease, as far as the chart. */
const release = `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: app, namespace: develop}
  spec:
    interval: 5m
    chartRef: {kind: OCIRepository, name: app}`;

/** What YAML itself makes of plain words and keys. */
export const plainScalarRules: readonly InputRule[] = [
  {
    id: 'ST-10',
    title: 'No key is written twice',
    severity: 'error',
    appliesTo: 'input',
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
  },
  {
    id: 'YM-1',
    title: 'Words that YAML 1.1 takes for booleans are quoted',
    severity: 'warning',
    appliesTo: 'input',
    why: 'kubectl and Helm read `yes`, `no`, `on`, `off`, `y` and `n` as true or false; kustomize, and so Flux, and the collector read them as text.',
    fix: 'Write `true` or `false`, or quote the word.',
    example: `${release}
-   values: {answer: yes}
+   values: {answer: "yes"}
`,
  },
  {
    id: 'YM-2',
    title: 'Versions and tags are quoted where they look like numbers',
    severity: 'warning',
    appliesTo: 'input',
    why: 'A plain `1.10` is the number 1.1, so that another version is taken than the one that is written.',
    fix: 'Quote it: `"1.10"`.',
    example: `${release}
-   values: {image: {tag: 1.10}}
+   values: {image: {tag: "1.10"}}
`,
  },
  {
    id: 'YM-3',
    title: 'Keys of objects are text',
    severity: 'error',
    appliesTo: 'input',
    why: 'kustomize stops the whole build at a key that is a number, a boolean or null: json: unsupported type: map[interface {}]interface {}.',
    fix: 'Quote the key: `"8080": …`.',
    example: `${release}
-   values: {ports: {8080: http}}
+   values: {ports: {"8080": http}}
`,
  },
];
