/*
 * What the examples of many rules share, in the form of an example: two blanks before each line. What a rule is about stands in the
 * rule.
 */

/** A collector of OTLP into `debug`, as far as its exporters. */
export const otlpToDebug = `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:
    debug: {}`;

/** A collector that sends what comes over OTLP by an exporter of marked lines. */
export function withExporter(exporter: string, signal = 'traces'): string {
  return `  receivers:
    otlp: {protocols: {grpc: {}}}
  exporters:${exporter}  service:
    pipelines:
      ${signal}: {receivers: [otlp], exporters: [${idsOf(exporter)}]}
`;
}

/** A collector of OTLP into `debug`, with a processor of marked lines between the two. */
export function withProcessor(processor: string): string {
  return `  receivers:
    otlp: {protocols: {grpc: {}}}
  processors:${processor}  exporters:
    debug: {}
  service:
    pipelines:
      traces: {receivers: [otlp], processors: [${idsOf(processor)}], exporters: [debug]}
`;
}

/** A collector whose receivers stand in marked lines and hand to `debug`. */
export function withReceivers(receivers: string, signal = 'traces'): string {
  return `  receivers:${receivers}  exporters:
    debug: {}
  service:
    pipelines:
      ${signal}: {receivers: [${idsOf(receivers)}], exporters: [debug]}
`;
}

/** The ids of the components that marked lines define. */
function idsOf(lines: string): string {
  return [...new Set(Array.from(lines.matchAll(/^[-+ ] {3}([\w/]+):/gm), ([, id]) => id))].join(', ');
}

/** A Flux Kustomization of a folder of the environment, in a file of its own, as far as `sourceRef`. */
export function fluxKustomization(folder: string): string {
  return `  # file: flux/${folder}.yaml
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: ${folder}, namespace: flux-system}
  spec:
    interval: 1h
    retryInterval: 2m
    timeout: 10m
    prune: true
    path: ./dist/develop/${folder}
    sourceRef: {kind: GitRepository, name: flux-system}`;
}

/** A HelmRelease of the collector's chart, as far as `chart`. */
export function collectorRelease(name: string, namespace = 'observability'): string {
  return `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: ${name}, namespace: ${namespace}}
  spec:
    interval: 30m
    chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: charts}}}`;
}

/** The same, as far as the values that every release of that chart needs. */
export function collectorValues(name: string, namespace?: string): string {
  return `${collectorRelease(name, namespace)}
    values:
      mode: deployment
      image: {repository: otel/opentelemetry-collector-k8s}`;
}

/** A HelmRelease of a chart of its own name, as far as `chart`. */
export function chartRelease(name: string): string {
  return `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: ${name}, namespace: flux-system}
  spec:
    interval: 30m
    chart: {spec: {chart: ${name}, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}`;
}

/** A resource of the Jaeger operator, as far as `spec`. */
export const jaegerResource = `  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: flux-system}
  spec:`;

/** The HelmRepository `charts`, behind a release that takes its chart from there. */
export const chartRepository = `  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}`;

/** A workload of namespace `develop`, as far as the metadata of its pods. */
export function workload(kind: 'Deployment' | 'DaemonSet' | 'StatefulSet', name: string): string {
  return `  apiVersion: apps/v1
  kind: ${kind}
  metadata: {name: ${name}, namespace: develop}
  spec:
    selector: {matchLabels: {app: ${name}}}
    template:
      metadata: {labels: {app: ${name}}}`;
}

/** A workload of namespace `develop` with one container, as far as its image. */
export function workloadOfContainer(kind: 'Deployment' | 'DaemonSet' | 'StatefulSet', name: string): string {
  return `${workload(kind, name)}
      spec:
        containers:
          - name: ${name}
            image: ${name}:1.0.0`;
}

/** A DaemonSet in a namespace that enforces a level of the Pod Security Standards, as far as the `spec` of its pods. */
export function agentUnder(level: 'baseline' | 'restricted'): string {
  return `  apiVersion: v1
  kind: Namespace
  metadata: {name: monitoring, labels: {pod-security.kubernetes.io/enforce: ${level}}}
  ---
  apiVersion: apps/v1
  kind: DaemonSet
  metadata: {name: agent, namespace: monitoring}
  spec:
    selector: {matchLabels: {app: agent}}
    template:
      metadata: {labels: {app: agent}}
      spec:`;
}

/** Behind that, its container as far as the image. */
export const agentContainer = `
        containers:
          - name: agent
            image: agent:1.0.0`;

/** A collector of the operator, as far as `spec`. */
export function operatedCollector(name: string): string {
  return `  apiVersion: opentelemetry.io/v1beta1
  kind: OpenTelemetryCollector
  metadata: {name: ${name}, namespace: observability}
  spec:`;
}

/** A ServiceAccount. */
export function serviceAccount(name: string, namespace = 'flux-system'): string {
  return `  apiVersion: v1
  kind: ServiceAccount
  metadata: {name: ${name}, namespace: ${namespace}}`;
}

/** The right form of an input that is none: an object like many others. */
export const namespaceInstead = `+ apiVersion: v1
+ kind: Namespace
+ metadata: {name: observability}`;

/** A HelmRelease that names its chart by reference, as far as the chart. */
export const referringRelease = `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: app, namespace: develop}
  spec:
    interval: 5m
    chartRef: {kind: OCIRepository, name: app}`;
