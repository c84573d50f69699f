import type { App } from 'cdk8s';
import {
  CollectorChart,
  Environment,
  type EnvironmentBuilder,
  NamespacesChart,
  SourcesChart,
  TempoChart,
} from '../../../charts';
import { collector, exporters, ignore, podIp, processors, receivers, traces } from '../../../lib/collector';
import { type ClusterEntry, settingsOf } from './clusters';
import { waves } from './waves';

const observability = 'observability';

/** Refuses telemetry before the collector runs out of memory; percentages of the container's memory limit. */
const memoryLimiter = processors.memoryLimiter({
  check_interval: '5s',
  limit_percentage: 80,
  spike_limit_percentage: 25,
});

const batch = processors.batch({ send_batch_size: 8192, send_batch_max_size: 8192 });

const otlp = ignore(
  receivers.otlp({ protocols: { grpc: { endpoint: podIp(4317) }, http: { endpoint: podIp(4318) } } }),
  { 'GR-5': 'Tempo takes traces only, and nobody here sends anything else' },
);

/** One cluster of the fleet: Tempo, gateways before it, and an agent on every node. */
export function cluster(name: string, entry: ClusterEntry): EnvironmentBuilder {
  return (app: App) => {
    const { wave, region } = entry;
    const settings = settingsOf(name, entry);
    const environment = new Environment(app, name, {
      cluster: { region, wave },
      external: [{ kind: 'Host', host: settings.objectStore, port: 443 }],
    });
    const sources = new SourcesChart(environment);
    const shared = {
      chart: waves[wave].collector,
      source: sources.helmRepository(
        'open-telemetry',
        'https://open-telemetry.github.io/opentelemetry-helm-charts',
      ),
      namespace: observability,
      distribution: 'k8s',
    } as const;
    new NamespacesChart(environment, 'namespaces', { namespaces: [observability] });

    const tempo = new TempoChart(environment, 'tempo', {
      chart: waves[wave].tempo,
      source: sources.helmRepository('grafana-community', 'https://grafana-community.github.io/helm-charts'),
      namespace: observability,
      storage: { backend: 's3', s3: { bucket: settings.bucket, endpoint: settings.objectStore } },
      retention: settings.retention,
      resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '4Gi' } },
    });

    const gateway = new CollectorChart(environment, 'gateway', {
      ...shared,
      mode: 'deployment',
      scaling: settings.gateways,
      resources: { requests: { cpu: '200m', memory: '512Mi' }, limits: { memory: '1Gi' } },
      values: { fullnameOverride: 'gateway' },
      collector: collector({
        pipelines: [
          traces({
            receivers: [otlp],
            processors: [
              memoryLimiter,
              processors.probabilisticSampler({ sampling_percentage: settings.sampledPercent }),
              batch,
            ],
            exporters: [exporters.otlpHttp({ endpoint: tempo.otlpHttp })],
          }),
        ],
      }),
    });

    new CollectorChart(environment, 'agent', {
      ...shared,
      mode: 'daemonset',
      resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
      values: { fullnameOverride: 'agent' },
      collector: collector({
        pipelines: [
          traces({
            receivers: [otlp],
            processors: [memoryLimiter, podMetadata, batch],
            exporters: [exporters.otlpHttp({ endpoint: gateway.otlpHttp })],
          }),
        ],
      }),
    });
  };
}

/** Adds what Kubernetes knows of the pods of the agent's own node. */
const podMetadata = processors.k8sAttributes({
  filter: { node_from_env_var: 'K8S_NODE_NAME' },
  extract: { metadata: ['k8s.namespace.name', 'k8s.pod.name', 'k8s.deployment.name', 'k8s.node.name'] },
});
