/** A HelmRelease of the collector's chart for the examples of rules; `lines` are lines of its values beside the usual ones. */
export function collectorReleaseExample(lines: readonly string[], spec: readonly string[] = []): string {
  return [
    'apiVersion: helm.toolkit.fluxcd.io/v2',
    'kind: HelmRelease',
    'metadata: {name: otel-collector, namespace: flux-system}',
    'spec:',
    '  interval: 30m',
    '  chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: charts}}}',
    ...spec.map((line) => `  ${line}`),
    '  values:',
    '    mode: deployment',
    '    image: {repository: otel/opentelemetry-collector-k8s}',
    '    command: {name: otelcol-k8s}',
    ...lines.map((line) => `    ${line}`),
    '---',
    'apiVersion: source.toolkit.fluxcd.io/v1',
    'kind: HelmRepository',
    'metadata: {name: charts, namespace: flux-system}',
    'spec: {interval: 1h, url: "https://charts.example.com"}',
    '',
  ].join('\n');
}

/** Lines of values with a whole configuration of its own, to which `extra` adds top-level lines. */
export function ownConfiguration(extra: readonly string[] = []): readonly string[] {
  return [
    'alternateConfig:',
    '  extensions: {health_check: {endpoint: "${env:MY_POD_IP}:13133"}}',
    '  receivers: {otlp: {protocols: {http: {endpoint: "${env:MY_POD_IP}:4318"}}}}',
    '  exporters: {otlp_http: {endpoint: "https://traces.example.com"}}',
    '  service: {extensions: [health_check], pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}',
    ...extra,
  ];
}
