import type { ComponentClass } from './component';

/** Where a component type listens. */
export interface ListenerKind {
  /** Keys to the map that holds the address; empty for the component's own body. */
  readonly at: readonly string[];
  /** Key of the address in that map. */
  readonly key: string;
  /** Port of the address where none is written; absent: nothing is known, or there is no default. */
  readonly defaultPort?: number;
  /** Host of the default address from release 0.104 on; before it every default was 0.0.0.0. Default `localhost`. */
  readonly defaultHost?: string;
  /** `optional`: it listens only where the map is written. */
  readonly presence: 'always' | 'optional';
  readonly network: 'tcp' | 'udp';
  /** What is spoken on it, where clients of one protocol only can use it. */
  readonly application?: 'grpc' | 'http';
}

const always = (port: number | undefined, rest: Partial<ListenerKind> = {}): ListenerKind => ({
  at: [],
  key: 'endpoint',
  presence: 'always',
  network: 'tcp',
  ...(port === undefined ? {} : { defaultPort: port }),
  ...rest,
});

const optional = (
  at: readonly string[],
  port: number | undefined,
  rest: Partial<ListenerKind> = {},
): ListenerKind => ({
  ...always(port, rest),
  at,
  presence: 'optional',
});

const grpc = { application: 'grpc' } as const;
const http = { application: 'http' } as const;
const udp = { network: 'udp' } as const;

/**
 * Listeners by class and canonical type, read from the factories of the components (collector 0.159.0, contrib 0.158.0)
 * and, for the types outside the Kubernetes distribution, from their documentation. Jaeger v2's own extensions as of 2.20.
 */
const table: { readonly [classAndType: string]: readonly ListenerKind[] } = {
  'receiver/otlp': [optional(['protocols', 'grpc'], 4317, grpc), optional(['protocols', 'http'], 4318, http)],
  'receiver/otelarrow': [optional(['protocols', 'grpc'], 4317, grpc)],
  'receiver/jaeger': [
    optional(['protocols', 'grpc'], 14250, grpc),
    optional(['protocols', 'thrift_http'], 14268, http),
    optional(['protocols', 'thrift_compact'], 6831, udp),
    optional(['protocols', 'thrift_binary'], 6832, udp),
  ],
  'receiver/zipkin': [always(9411, http)],
  'receiver/opencensus': [always(55678)],
  'receiver/fluent_forward': [always(undefined), always(undefined, udp)],
  'receiver/tcp_log': [always(undefined, { key: 'listen_address' })],
  'receiver/udp_log': [always(undefined, { key: 'listen_address', network: 'udp' })],
  'receiver/syslog': [
    optional(['tcp'], undefined, { key: 'listen_address' }),
    optional(['udp'], undefined, { key: 'listen_address', network: 'udp' }),
  ],
  'receiver/statsd': [always(8125, udp)],
  'receiver/carbon': [always(2003)],
  'receiver/wavefront': [always(2003)],
  'receiver/collectd': [always(8081, http)],
  'receiver/influxdb': [always(8086, http)],
  'receiver/loki': [optional(['protocols', 'grpc'], 3600, grpc), optional(['protocols', 'http'], 3500, http)],
  'receiver/skywalking': [
    optional(['protocols', 'grpc'], 11800, grpc),
    optional(['protocols', 'http'], 12800, http),
  ],
  'receiver/prometheus_remote_write': [always(9090, http)],
  'receiver/splunk_hec': [always(8088, http)],
  'receiver/signalfx': [always(9943, http)],
  'receiver/sapm': [always(7276, http)],
  'receiver/webhook_event': [always(undefined, http)],
  'receiver/awsfirehose': [always(4433, http)],
  'receiver/awsxray': [always(2000, udp), optional(['proxy_server'], 2000)],
  'receiver/datadog': [always(8126, http)],
  'receiver/faro': [always(8080, http)],
  'receiver/prometheus': [optional(['api_server', 'server_config'], 9090, http)],
  'processor/remotetap': [always(12001, http)],
  'exporter/prometheus': [always(undefined, http)],
  'extension/health_check': [always(13133, http)],
  'extension/healthcheckv2': [optional(['http'], 13133, http), optional(['grpc'], 13132, grpc)],
  'extension/pprof': [always(1777, http)],
  'extension/zpages': [always(55679, http)],
  'extension/http_forwarder': [optional(['ingress'], undefined, http)],
  'extension/jaegerremotesampling': [
    optional(['http'], undefined, http),
    optional(['grpc'], undefined, grpc),
  ],
  'extension/awsproxy': [always(2000)],
  'extension/jaeger_query': [
    { ...always(16686, http), at: ['http'], defaultHost: '' },
    { ...always(16685, grpc), at: ['grpc'], defaultHost: '' },
  ],
  'extension/remote_sampling': [
    { ...always(5778, http), at: ['http'], defaultHost: '' },
    { ...always(5779, grpc), at: ['grpc'], defaultHost: '' },
  ],
  'extension/remote_storage': [always(17271, { ...grpc, defaultHost: '' })],
  'extension/expvar': [always(27777, http)],
};

/** What a component of a canonical type listens on; empty for types that listen on nothing or are not known to. */
export function listenerKinds(componentClass: ComponentClass, type: string): readonly ListenerKind[] {
  const key = `${componentClass}/${type}`;
  return Object.hasOwn(table, key) ? (table[key] ?? []) : [];
}
