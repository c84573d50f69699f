import {
  CollectorChart,
  type Environment,
  otlpBackend,
  SourcesChart,
  type TelemetryEndpoint,
} from '../../../charts';
import {
  collector,
  exporters,
  logs,
  metrics,
  ottl,
  podIp,
  processors,
  receivers,
  secretEnv,
  traces,
} from '../../../lib/collector';
import { type ClusterSizes, observability, serviceKey } from './facts';

/** Refuses telemetry before the collector runs out of memory; percentages of the container's memory limit. */
const memoryLimiter = processors.memoryLimiter({
  check_interval: '5s',
  limit_percentage: 80,
  spike_limit_percentage: 25,
});

const batch = processors.batch({ send_batch_size: 8192, send_batch_max_size: 8192 });

/** The parts that every collector of a cluster has in common. */
function common(environment: Environment) {
  const sources = new SourcesChart(environment);
  return {
    chart: '0.170.0',
    source: sources.helmRepository(
      'open-telemetry',
      'https://open-telemetry.github.io/opentelemetry-helm-charts',
    ),
    namespace: observability,
    distribution: 'contrib',
  } as const;
}

/**
 * Agents, gateways and the service behind them.
 * @returns where workloads send to: the agent of their own node
 */
export function telemetry(environment: Environment, sizes: ClusterSizes): TelemetryEndpoint {
  const shared = common(environment);
  const service = otlpBackend(environment, {
    host: 'otlp.telemetry.example.com',
    headers: { 'x-api-key': secretEnv(serviceKey) },
  });

  const fromAgents = receivers.otlp({
    protocols: { grpc: { endpoint: podIp(4317) }, http: { endpoint: podIp(4318) } },
  });
  const toService = exporters.otlpHttp({ endpoint: service.otlpHttp });
  const gateway = new CollectorChart(environment, 'gateway', {
    ...shared,
    mode: 'deployment',
    values: { fullnameOverride: 'gateway' },
    scaling: sizes.gateways,
    resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '2Gi' } },
    collector: collector({
      pipelines: [
        traces({
          receivers: [fromAgents],
          processors: [memoryLimiter, wholeTraces(sizes.sampledPercent), batch],
          exporters: [toService],
        }),
        metrics({ receivers: [fromAgents], processors: [memoryLimiter, batch], exporters: [toService] }),
        logs({ receivers: [fromAgents], processors: [memoryLimiter, batch], exporters: [toService] }),
      ],
    }),
  });

  const fromWorkloads = receivers.otlp({
    protocols: { grpc: { endpoint: podIp(4317) }, http: { endpoint: podIp(4318) } },
  });
  // Over HTTP each request finds its way anew; a connection of gRPC would stay with one gateway.
  const toGateway = exporters.otlpHttp({ endpoint: gateway.otlpHttp });
  const agent = new CollectorChart(environment, 'agent', {
    ...shared,
    mode: 'daemonset',
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
    values: { fullnameOverride: 'agent', tolerations: [{ operator: 'Exists' }] },
    collector: collector({
      pipelines: [
        traces({
          receivers: [fromWorkloads],
          processors: [memoryLimiter, withoutProbes, podMetadata, batch],
          // All spans of a trace reach one gateway, or it could not judge the whole.
          exporters: [
            exporters.loadBalancing({
              protocol: { otlp: { tls: { insecure: true } } },
              resolver: gateway.resolver(),
            }),
          ],
        }),
        metrics({
          receivers: [fromWorkloads, nodeMetrics, kubelet],
          processors: [memoryLimiter, podMetadata, ofThisNode, batch],
          exporters: [toGateway],
        }),
        logs({
          receivers: [fromWorkloads, podLogs],
          processors: [memoryLimiter, podMetadata, batch],
          exporters: [toGateway],
        }),
      ],
    }),
  });
  return agent.otlpGrpc;
}

/** What the kubelet and load balancers ask every few seconds is in no trace that anybody looks at. */
const probes = ['/healthz', '/livez', '/readyz'];
const withoutProbes = processors.filter({
  error_mode: 'ignore',
  trace_conditions: probes.map(
    (path) => ottl.span.condition`kind == SPAN_KIND_SERVER and attributes["url.path"] == ${path}`,
  ),
});

const nodeMetrics = receivers.hostMetrics({
  collection_interval: '30s',
  scrapers: { cpu: {}, load: {}, memory: {}, network: {} },
});

const kubelet = receivers.kubeletStats({ collection_interval: '30s' });

const podLogs = receivers.fileLog({
  include: ['/var/log/pods/*/*/*.log'],
  exclude: [`/var/log/pods/${observability}_*/*/*.log`],
  include_file_path: true,
  operators: [{ type: 'container' }],
});

/** Adds what Kubernetes knows of the pods of the agent's own node. */
const podMetadata = processors.k8sAttributes({
  filter: { node_from_env_var: 'K8S_NODE_NAME' },
  pod_association: [
    { sources: [{ from: 'resource_attribute', name: 'k8s.pod.ip' }] },
    { sources: [{ from: 'resource_attribute', name: 'k8s.pod.uid' }] },
    { sources: [{ from: 'connection' }] },
  ],
  extract: {
    metadata: ['k8s.namespace.name', 'k8s.pod.name', 'k8s.pod.uid', 'k8s.deployment.name', 'k8s.node.name'],
  },
});

/** What the agent measures of its node comes from no pod: without this, all nodes would write one series. */
const ofThisNode = processors.resource({
  attributes: [{ key: 'k8s.node.name', value: '${env:K8S_NODE_NAME}', action: 'insert' }],
});

/** Keeps every trace with an error or a slow span, and some of the others. */
function wholeTraces(sampledPercent: number) {
  return processors.tailSampling({
    decision_wait: '10s',
    policies: [
      { name: 'errors', type: 'status_code', status_code: { status_codes: ['ERROR'] } },
      { name: 'slow', type: 'latency', latency: { threshold_ms: 1000 } },
      { name: 'some', type: 'probabilistic', probabilistic: { sampling_percentage: sampledPercent } },
    ],
  });
}
