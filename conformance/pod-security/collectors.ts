import { App } from 'cdk8s';
import { CollectorChart, type CollectorProps, Environment } from '../../charts';
import {
  collector,
  exporters,
  extensions,
  logs,
  metrics,
  podIp,
  receivers,
  traces,
} from '../../lib/collector';
import { effectiveConfig } from '../../lib/helm';
import type { EvaluatedPod } from './pods';

/** A pod of a collector with the lowest level that can hold it, by what its chart says that it relaxes. */
export interface PodWithLevel {
  readonly name: string;
  readonly pod: EvaluatedPod;
  readonly lowest: 'restricted' | 'baseline' | 'privileged';
}

const otlp = receivers.otlp({
  protocols: { grpc: { endpoint: podIp(4317) }, http: { endpoint: podIp(4318) } },
});
const debug = exporters.debug();
const gateway = exporters.otlpGrpc({ endpoint: 'gateway:4317', tls: { insecure: true } });
const podLogs = receivers.fileLog({
  include: ['/var/log/pods/*/*/*.log'],
  operators: [{ type: 'container' }],
});
const host = receivers.hostMetrics({ scrapers: { cpu: {}, memory: {}, filesystem: {} } });
const kubelet = receivers.kubeletStats({});

const shapes: {
  readonly [name: string]: Partial<CollectorProps> & Pick<CollectorProps, 'collector' | 'mode'>;
} = {
  'an agent of logs, the node, the kubelet and OTLP': {
    mode: 'daemonset',
    collector: collector({
      pipelines: [
        logs({ receivers: [otlp, podLogs], exporters: [gateway] }),
        metrics({ receivers: [otlp, host, kubelet], exporters: [gateway] }),
        traces({ receivers: [otlp], exporters: [gateway] }),
      ],
    }),
  },
  'an agent of the kubelet': {
    mode: 'daemonset',
    collector: collector({ pipelines: [metrics({ receivers: [kubelet], exporters: [gateway] })] }),
  },
  'an agent of OTLP on ports of the node': {
    mode: 'daemonset',
    hostPorts: true,
    collector: collector({ pipelines: [traces({ receivers: [otlp], exporters: [gateway] })] }),
  },
  'a gateway': {
    mode: 'deployment',
    scaling: { replicas: 2 },
    collector: collector({ pipelines: [traces({ receivers: [otlp], exporters: [debug] })] }),
  },
  'a gateway with a queue on disk': {
    mode: 'statefulset',
    collector: collector({
      extensions: [extensions.fileStorage({ directory: '/var/lib/otelcol' })],
      pipelines: [traces({ receivers: [otlp], exporters: [debug] })],
    }),
  },
};

const order = ['restricted', 'baseline', 'privileged'] as const;

/** Pods of typed collectors, with nothing about pods written by hand, at several versions of the chart. */
export function collectorPods(versions: readonly string[]): PodWithLevel[] {
  return versions.flatMap((chart) => Object.keys(shapes).map((name) => podOf(chart, name)));
}

function podOf(chart: string, name: string): PodWithLevel {
  const environment = new Environment(new App(), 'test', {
    external: [{ kind: 'HelmRepository', name: 'charts', namespace: 'flux-system' }],
  });
  const made = new CollectorChart(environment, 'collector', {
    chart,
    source: { name: 'charts', namespace: 'flux-system', url: 'https://charts.example.com' },
    namespace: 'observability',
    distribution: 'contrib',
    resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
    ...shapes[name],
  } as CollectorProps);
  const rendered = effectiveConfig({
    chartVersion: chart,
    values: made.values,
    release: 'collector',
    namespace: 'observability',
  });
  if (!rendered.ok) throw new Error(`chart ${chart} refuses ${name}: ${rendered.reason}`);
  const workload = rendered.objects.find(({ kind }) =>
    /^(?:Deployment|DaemonSet|StatefulSet)$/.test(String(kind)),
  );
  if (workload === undefined) throw new Error(`chart ${chart} makes no workload of ${name}`);
  const { template } = workload.spec as unknown as {
    template: { metadata: object; spec: EvaluatedPod['spec'] };
  };
  const lowest = order[Math.max(0, ...made.relaxations.map(({ level }) => order.indexOf(level)))];
  const pod = { metadata: { annotations: {}, ...template.metadata }, spec: template.spec };
  return { name: `${name}, chart ${chart}`, pod, lowest: lowest ?? 'privileged' };
}
