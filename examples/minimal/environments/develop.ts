import type { App } from 'cdk8s';
import {
  CertManagerChart,
  CollectorChart,
  Environment,
  Images,
  JaegerV2Chart,
  NamespacesChart,
  OpenTelemetryOperatorChart,
  ServiceChart,
  SourcesChart,
} from '../../../charts';
import { collector, exporters, ignore, podIp, processors, receivers, traces } from '../../../lib/collector';

const observability = 'observability';

/** One cluster: Jaeger in memory, a collector before it, and one service that sends traces. */
export function develop(app: App): void {
  const environment = new Environment(app, 'develop');
  const sources = new SourcesChart(environment);
  const openTelemetry = sources.helmRepository(
    'open-telemetry',
    'https://open-telemetry.github.io/opentelemetry-helm-charts',
  );
  new NamespacesChart(environment, 'namespaces', {
    namespaces: [{ name: 'cert-manager', podSecurity: 'baseline' }, observability, environment.namespace],
  });
  const certManager = new CertManagerChart(environment, 'cert-manager', {
    source: sources.helmRepository('jetstack', 'https://charts.jetstack.io'),
    version: 'v1.21.2',
  });
  new OpenTelemetryOperatorChart(environment, 'opentelemetry-operator', {
    source: openTelemetry,
    version: '0.122.0',
    namespace: observability,
    certManager,
  });

  const jaeger = new JaegerV2Chart(environment, 'jaeger', {
    namespace: observability,
    version: '2.20.0',
    storage: { memory: { max_traces: 50_000 } },
    resources: { requests: { cpu: '50m', memory: '256Mi' }, limits: { memory: '512Mi' } },
  });

  const gateway = new CollectorChart(environment, 'otel-collector', {
    chart: '0.170.0',
    source: openTelemetry,
    namespace: observability,
    distribution: 'k8s',
    mode: 'deployment',
    scaling: { replicas: 1 },
    resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
    values: { fullnameOverride: 'otel-collector' },
    collector: collector({
      pipelines: [
        traces({
          receivers: [
            ignore(receivers.otlp({ protocols: { http: { endpoint: podIp(4318) } } }), {
              'GR-5': 'Jaeger keeps traces only',
            }),
          ],
          processors: [
            processors.memoryLimiter({
              check_interval: '5s',
              limit_percentage: 80,
              spike_limit_percentage: 25,
            }),
            processors.batch({ send_batch_size: 8192, send_batch_max_size: 8192 }),
          ],
          exporters: [exporters.otlpHttp({ endpoint: jaeger.otlpHttp })],
        }),
      ],
    }),
  });

  new ServiceChart(environment, 'hello', {
    image: Images.of(environment, 'environments/images.yaml').of('hello'),
    port: 8080,
    healthPath: '/hello/health',
    telemetry: gateway.otlpHttp,
    scaling: { replicas: 1 },
    writableFolders: ['/tmp'],
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
  });
}
