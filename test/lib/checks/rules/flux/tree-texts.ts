/** A HelmRelease for the examples of rules: `lines` are the lines of its spec beside those that every release has. */
export function releaseExample(lines: readonly string[], chart = 'cert-manager', version = '1.16.2'): string {
  return [
    'apiVersion: helm.toolkit.fluxcd.io/v2',
    'kind: HelmRelease',
    `metadata: {name: ${chart}, namespace: flux-system}`,
    'spec:',
    '  interval: 30m',
    `  chart: {spec: {chart: ${chart}, version: ${version}, sourceRef: {kind: HelmRepository, name: charts}}}`,
    ...lines.map((line) => `  ${line}`),
    ...repositoryExample,
  ].join('\n');
}

const repositoryExample = [
  '---',
  'apiVersion: source.toolkit.fluxcd.io/v1',
  'kind: HelmRepository',
  'metadata: {name: charts, namespace: flux-system}',
  'spec: {interval: 1h, url: "https://charts.example.com"}',
  '',
];

/** A Flux Kustomization of the file `flux/<name>.yaml` for the examples of rules; `lines` are further lines of its spec. */
export function kustomizationExample(name: string, lines: readonly string[] = []): string {
  return [
    `# file: flux/${name}.yaml`,
    'apiVersion: kustomize.toolkit.fluxcd.io/v1',
    'kind: Kustomization',
    `metadata: {name: ${name}, namespace: flux-system}`,
    'spec:',
    '  interval: 1h',
    '  retryInterval: 2m',
    '  timeout: 10m',
    '  prune: true',
    `  path: ./dist/develop/${name}`,
    '  sourceRef: {kind: GitRepository, name: flux-system}',
    ...lines.map((line) => `  ${line}`),
    '',
  ].join('\n');
}

/** An object of an example in a file of its own. */
export function fileExample(file: string, lines: readonly string[]): string {
  return [`# file: ${file}`, ...lines, ''].join('\n');
}

/** Documents of an example, divided from each other. */
export function documents(...parts: readonly string[]): string {
  return parts.join('---\n');
}

/** The smallest collector that an OpenTelemetryCollector can hold; `lines` are further lines of its spec. */
export function operatorExample(name: string, lines: readonly string[], endpoint = '0.0.0.0:4318'): string {
  return [
    'apiVersion: opentelemetry.io/v1beta1',
    'kind: OpenTelemetryCollector',
    `metadata: {name: ${name}, namespace: flux-system}`,
    'spec:',
    ...lines.map((line) => `  ${line}`),
    '  config:',
    `    receivers: {otlp: {protocols: {http: {endpoint: "${endpoint}"}}}}`,
    '    exporters: {debug: {}}',
    '    service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}',
    '',
  ].join('\n');
}
