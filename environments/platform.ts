import type { App } from 'cdk8s';
import {
  CertManagerChart,
  CollectorChart,
  type CollectorProps,
  Environment,
  type EnvironmentFacts,
  type ImagePromotion,
  JaegerOperatorChart,
  NamespacesChart,
  OpenTelemetryOperatorChart,
  type Scaling,
  SourcesChart,
  type TagPolicy,
  type TelemetryBackend,
} from '../charts';
import { collector, exporters, podIp, processors, receivers, traces } from '../lib/collector';
import { type JaegerVersion, observability } from './jaeger';
import { imageSecret, privateAddresses, smartCash, workloads } from './smart-cash';
import { memoryLimiter, podMetadata } from './tracing';

export { observability } from './jaeger';

/** What differs between environments. */
export interface Sizes {
  /** How many collectors, and how many pods of each backend, run. */
  readonly scaling: Scaling;
  /** Of each collector. */
  readonly collector: CollectorProps['resources'];
  /** Where traces are kept. */
  readonly jaeger: (environment: Environment, version: JaegerVersion) => TelemetryBackend;
  /** Where the tags of images come from: Flux follows the registry, or they come from another environment. */
  readonly images: { readonly follow: TagPolicy } | { readonly promotion: ImagePromotion };
  /** What this cluster alone has. Default: nothing. */
  readonly external?: EnvironmentFacts['external'];
}

/** What the chart calls the collector's objects by itself. Written out, because services outside of this project address it. */
const collectorName = 'otel-collector-opentelemetry-collector';

const region = 'eu-central-1';

/** An environment of Smart-cash: operators, Jaeger, the collector before it, and the services that send traces. */
export function environment(name: string, sizes: Sizes) {
  return (app: App, jaegerVersion: JaegerVersion = 'v1'): void => {
    const environment = new Environment(app, name, factsOf(name, sizes));
    const openTelemetry = addOperators(environment, jaegerVersion);
    const jaeger = sizes.jaeger(environment, jaegerVersion);
    const gateway = new CollectorChart(environment, 'otel-collector', {
      chart: '0.170.0',
      source: openTelemetry,
      namespace: observability,
      distribution: 'k8s',
      mode: 'deployment',
      scaling: sizes.scaling,
      resources: sizes.collector,
      values: { fullnameOverride: collectorName },
      // Services of others that send here run beside ours. It sends to Jaeger, and nowhere else.
      egress: [],
      collector: collector({
        pipelines: [
          traces({
            receivers: [receivers.otlp({ protocols: { http: { endpoint: podIp(4318) } } })],
            processors: [memoryLimiter, podMetadata, processors.batch()],
            exporters: [exporters.otlpHttp({ endpoint: jaeger.otlpHttp })],
          }),
        ],
      }),
    });
    smartCash(environment, {
      telemetry: gateway.otlpHttp,
      scaling: sizes.scaling,
      ...('follow' in sizes.images ? { follow: sizes.images.follow } : {}),
      region,
    });
  };
}

function factsOf(name: string, { images, external = [] }: Sizes): EnvironmentFacts {
  return {
    cluster: { region },
    domain: `${name}.smartcash.rootkit.site`,
    ingress: { className: 'nginx', controllerNamespace: 'nginx-ingress', clusterIssuer: 'letsencrypt' },
    workloads,
    apiServer: privateAddresses,
    external: [
      { kind: 'ClusterIssuer', name: 'letsencrypt' },
      { kind: 'Namespace', name: 'nginx-ingress' },
      { kind: 'GitRepository', namespace: 'flux-system', name: 'flux-system' },
      ...('follow' in images ? [imageSecret] : []),
      ...external,
    ],
    ...('promotion' in images ? { promotion: images.promotion } : {}),
  };
}

/**
 * Namespaces, Helm repositories and operators.
 * @returns the Helm repository of the collector's chart
 */
export function addOperators(environment: Environment, jaeger: JaegerVersion) {
  const sources = new SourcesChart(environment);
  const openTelemetry = sources.helmRepository(
    'open-telemetry',
    'https://open-telemetry.github.io/opentelemetry-helm-charts',
  );
  new NamespacesChart(environment, 'namespaces', {
    namespaces: [
      { name: 'cert-manager', podSecurity: 'baseline' },
      // The Jaeger operator gives its pods no security context, so `restricted` would refuse them.
      { name: observability, podSecurity: 'baseline' },
      environment.namespace,
    ],
  });
  const certManager = new CertManagerChart(environment, 'cert-manager', {
    source: sources.helmRepository('jetstack', 'https://charts.jetstack.io'),
    version: 'v1.21.2',
  });
  if (jaeger === 'v2') {
    new OpenTelemetryOperatorChart(environment, 'opentelemetry-operator', {
      source: openTelemetry,
      version: '0.122.0',
      namespace: observability,
      certManager,
    });
    return openTelemetry;
  }
  new JaegerOperatorChart(environment, 'jaeger-operator', {
    source: sources.helmRepository('jaegertracing', 'https://jaegertracing.github.io/helm-charts'),
    version: '2.57.0',
    namespace: observability,
    certManager,
  });
  return openTelemetry;
}
