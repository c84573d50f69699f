import type { App } from 'cdk8s';
import { CollectorChart, Environment } from '../charts';
import { collector, exporters, podIp, processors, receivers, traces } from '../lib/collector';
import { inMemoryJaeger, type JaegerVersion } from './jaeger';
import { collectorName, observability, platform } from './platform';
import { smartCash } from './smart-cash';
import { memoryLimiter, podMetadata } from './tracing';

/** The environment that every merge reaches first: one pod of everything, traces kept in memory. */
export function develop(app: App, jaegerVersion: JaegerVersion = 'v1'): void {
  const environment = new Environment(app, 'develop', {
    region: 'eu-central-1',
    domain: 'develop.smartcash.rootkit.site',
    flux: { source: { kind: 'GitRepository', name: 'flux-system' } },
    ingress: { className: 'nginx', controllerNamespace: 'nginx-ingress', clusterIssuer: 'letsencrypt' },
    external: [
      { kind: 'ClusterIssuer', name: 'letsencrypt' },
      { kind: 'Namespace', name: 'nginx-ingress' },
      { kind: 'GitRepository', namespace: 'flux-system', name: 'flux-system' },
      { kind: 'Secret', namespace: 'flux-system', name: 'otelflux-write' },
    ],
  });
  const { openTelemetry } = platform(environment, jaegerVersion);
  const jaeger = inMemoryJaeger(environment, jaegerVersion);

  const gateway = new CollectorChart(environment, 'otel-collector', {
    chart: '0.170.0',
    source: openTelemetry,
    namespace: observability,
    distribution: 'k8s',
    mode: 'deployment',
    scaling: { replicas: 1 },
    resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
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
    scaling: { replicas: 1 },
    imageUpdates: {
      repository: 'https://git.smartcash.rootkit.site/platform.git',
      branch: 'main',
      secret: 'otelflux-write',
    },
  });
}
