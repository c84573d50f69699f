import type { App } from 'cdk8s';
import { CollectorChart, Environment } from '../charts';
import { collector, exporters, podIp, processors, receivers, traces } from '../lib/collector';
import { elasticsearchJaeger, type JaegerVersion } from './jaeger';
import { collectorName, observability, platform } from './platform';
import { smartCash } from './smart-cash';
import { memoryLimiter, podMetadata } from './tracing';

const elasticsearch = 'elasticsearch.smartcash.rootkit.site';

/** The environment that customers use: traces kept in Elasticsearch, collector and services scaled. */
export function production(app: App, jaegerVersion: JaegerVersion = 'v1'): void {
  const environment = new Environment(app, 'production', {
    region: 'eu-central-1',
    domain: 'production.smartcash.rootkit.site',
    flux: { source: { kind: 'GitRepository', name: 'flux-system' } },
    ingress: { className: 'nginx', controllerNamespace: 'nginx-ingress', clusterIssuer: 'letsencrypt' },
    external: [
      { kind: 'ClusterIssuer', name: 'letsencrypt' },
      { kind: 'Namespace', name: 'nginx-ingress' },
      { kind: 'GitRepository', namespace: 'flux-system', name: 'flux-system' },
      { kind: 'Secret', namespace: 'flux-system', name: 'otelflux-write' },
      { kind: 'Secret', namespace: observability, name: 'jaeger-elasticsearch' },
      { kind: 'Secret', namespace: observability, name: 'jaeger-users' },
      { kind: 'Host', host: elasticsearch, port: 9200 },
    ],
  });
  const { openTelemetry } = platform(environment, jaegerVersion);
  const jaeger = elasticsearchJaeger(environment, jaegerVersion, {
    url: `https://${elasticsearch}:9200`,
    secret: 'jaeger-elasticsearch',
    pageUsers: 'jaeger-users',
  });

  const gateway = new CollectorChart(environment, 'otel-collector', {
    chart: '0.170.0',
    source: openTelemetry,
    namespace: observability,
    distribution: 'k8s',
    mode: 'deployment',
    scaling: { minReplicas: 2, maxReplicas: 6 },
    resources: { requests: { cpu: '200m', memory: '512Mi' }, limits: { memory: '1Gi' } },
    values: { fullnameOverride: collectorName },
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
    scaling: { minReplicas: 2, maxReplicas: 6 },
    imageUpdates: {
      repository: 'https://git.smartcash.rootkit.site/platform.git',
      branch: 'main',
      secret: 'otelflux-write',
    },
  });
}
