import type { App } from 'cdk8s';
import { CollectorChart, Environment, ServiceChart } from '../../charts';
import { inMemoryJaeger } from '../../environments/jaeger';
import { addOperators, observability } from '../../environments/platform';
import { memoryLimiter, podMetadata } from '../../environments/tracing';
import { collector, exporters, podIp, processors, receivers, traces } from '../../lib/collector';

/** Name of the environment that is measured. */
export const environmentName = 'bench';

/**
 * An environment like `develop` with any number of services; each calls the one before it.
 * @param changed of how many of them, spread over all, another image runs
 */
export function manyServices(services: number, changed = 0): (app: App) => void {
  const every = changed === 0 ? Number.POSITIVE_INFINITY : Math.floor(services / changed);
  return (app) => {
    const environment = new Environment(app, environmentName, {
      domain: 'bench.example.com',
      ingress: { className: 'nginx', controllerNamespace: 'nginx-ingress', clusterIssuer: 'issuer' },
      external: [
        { kind: 'ClusterIssuer', name: 'issuer' },
        { kind: 'Namespace', name: 'nginx-ingress' },
        { kind: 'GitRepository', namespace: 'flux-system', name: 'flux-system' },
      ],
    });
    const openTelemetry = addOperators(environment, 'v1');
    const jaeger = inMemoryJaeger(environment, 'v1');
    const gateway = new CollectorChart(environment, 'otel-collector', {
      chart: '0.170.0',
      source: openTelemetry,
      namespace: observability,
      distribution: 'k8s',
      mode: 'deployment',
      scaling: { replicas: 1 },
      resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
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
    for (let i = 0; i < services; i++) {
      new ServiceChart(environment, `service-${i}`, {
        image: `registry.example.com/service-${i}:1.${i % every === 0 && changed > 0 ? 1 : 0}.${i}`,
        port: 8080,
        healthPath: `/service-${i}/health`,
        telemetry: gateway.otlpHttp,
        scaling: { replicas: 2 },
        egress: [{ cidr: '0.0.0.0/0', except: ['169.254.0.0/16'], ports: [443] }],
        writableFolders: ['/tmp'],
        resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '192Mi' } },
        calls: i === 0 ? [] : [`service-${i - 1}`],
        variables: { TABLE: `table-${i}` },
      });
    }
  };
}
