import type { ModelDocument } from '../../../lib/checks/check';
import { objectSubject, readTree } from '../../../lib/platform';
import { type Topology, topologyOf } from '../../../lib/topology';

export type Table = ModelDocument['object'];

/** A Deployment that sends OTLP somewhere, or nowhere. */
export function workload(
  name: string,
  endpoint?: string,
  namespace = 'shop',
  more: readonly Table[] = [],
): ModelDocument {
  const env = [
    ...(endpoint === undefined ? [] : [{ name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: endpoint }]),
    ...more,
  ];
  return {
    folder: `services/${name}`,
    object: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace },
      spec: {
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels: { app: name } },
          spec: { containers: [{ name, image: `${name}:1.0.0`, env }] },
        },
      },
    },
  };
}

/** A collector through its chart, with a configuration of its own. */
export function release(config: Table, name = 'otel-collector'): ModelDocument {
  return {
    folder: 'observability',
    object: {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name, namespace: 'observability' },
      spec: {
        chart: {
          spec: {
            chart: 'opentelemetry-collector',
            version: '0.170.0',
            sourceRef: { kind: 'HelmRepository', name: 'open-telemetry' },
          },
        },
        values: {
          mode: 'deployment',
          image: { repository: 'otel/opentelemetry-collector-contrib' },
          alternateConfig: { extensions: health, ...config },
        },
      },
    },
  };
}

const health = { health_check: { endpoint: '${env:MY_POD_IP}:13133' } };

/** A Jaeger resource. */
export function jaeger(spec: Table = {}): ModelDocument {
  return {
    folder: 'observability',
    object: {
      apiVersion: 'jaegertracing.io/v1',
      kind: 'Jaeger',
      metadata: { name: 'jaeger', namespace: 'observability' },
      spec,
    },
  };
}

/** Address of the receivers of `release`. */
export const receiver = 'http://otel-collector-opentelemetry-collector.observability:4318';

/** A configuration of one pipeline to Jaeger. */
export const plainConfig: Table = {
  receivers: { otlp: { protocols: { http: { endpoint: '${env:MY_POD_IP}:4318' } } } },
  processors: { memory_limiter: { check_interval: '1s', limit_percentage: 80 }, batch: {} },
  exporters: { otlp_http: { endpoint: 'http://jaeger-collector.observability.svc.cluster.local:4318' } },
  service: {
    extensions: ['health_check'],
    pipelines: {
      traces: { receivers: ['otlp'], processors: ['memory_limiter', 'batch'], exporters: ['otlp_http'] },
    },
  },
};

/** A configuration with three signals, connectors between pipelines and authentication by an extension. */
export const richConfig: Table = {
  extensions: { ...health, bearertokenauth: { token: '${env:TOKEN}' } },
  receivers: {
    otlp: {
      protocols: {
        http: { endpoint: '${env:MY_POD_IP}:4318' },
        grpc: { endpoint: '${env:MY_POD_IP}:4317' },
      },
    },
    zipkin: { endpoint: '${env:MY_POD_IP}:9411' },
    prometheus: { config: { scrape_configs: [] } },
  },
  processors: {
    memory_limiter: { check_interval: '1s', limit_percentage: 80 },
    k8s_attributes: {},
    batch: {},
    tail_sampling: { policies: [] },
  },
  connectors: { span_metrics: {}, 'forward/sampled': {} },
  exporters: {
    otlp_http: { endpoint: 'http://jaeger-collector.observability.svc.cluster.local:4318' },
    prometheus_remote_write: {
      endpoint: 'https://metrics.example.org/api/v1/write',
      auth: { authenticator: 'bearertokenauth' },
    },
    'otlp_grpc/logs': { endpoint: '${env:LOGS_ENDPOINT}' },
    debug: {},
  },
  service: {
    extensions: ['health_check', 'bearertokenauth'],
    pipelines: {
      traces: {
        receivers: ['otlp', 'zipkin'],
        processors: ['memory_limiter', 'k8s_attributes'],
        exporters: ['span_metrics', 'forward/sampled'],
      },
      'traces/sampled': {
        receivers: ['forward/sampled'],
        processors: ['tail_sampling', 'batch'],
        exporters: ['otlp_http'],
      },
      metrics: {
        receivers: ['otlp', 'prometheus', 'span_metrics'],
        processors: ['memory_limiter', 'batch'],
        exporters: ['prometheus_remote_write'],
      },
      logs: { receivers: ['otlp'], exporters: ['otlp_grpc/logs', 'debug'] },
    },
  },
};

/** Elasticsearch behind Jaeger. */
export const elasticsearch: Table = {
  strategy: 'production',
  storage: { type: 'elasticsearch', options: { es: { 'server-urls': 'https://es.example.org:9200' } } },
};

const words = 'account billing cart catalog checkout courier currency delivery email fraud'.split(' ');

/** A whole platform: three namespaces of services, two ways to send, some that send nothing. */
export function platform(services: number): ModelDocument[] {
  const sending = Array.from({ length: services }, (_, index) => {
    const name = `${words[index % words.length]}${index < words.length ? '' : `-${Math.floor(index / words.length)}`}`;
    const namespace = services < 10 ? 'shop' : (['shop', 'payments', 'logistics'][index % 3] ?? 'shop');
    return workload(name, index % 10 === 7 ? receiver.replace('4318', '4317') : receiver, namespace);
  });
  return [...sending, workload('frontend'), release(richConfig), jaeger(elasticsearch)];
}

/** The picture of documents, as one environment. */
export function drawn(documents: readonly ModelDocument[]): Topology {
  const objects = documents.map(({ object, ...context }) => objectSubject(object, context));
  const facts = { environment: 'test', external: [], suppressions: [] };
  return topologyOf(readTree({ objects, facts, complete: true }).tree);
}
