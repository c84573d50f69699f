import fc from 'fast-check';
import { one, some, times, usually } from '../support/arbitrary';

/** A component of a random graph: where it goes and what it may be configured as, rightly or nearly so. */
export interface ComponentChoice {
  readonly type: string;
  readonly config: fc.Arbitrary<unknown>;
}

/** A right value nearly always, and one that is wrong or at the edge once in a while. */
const mostly = (right: readonly unknown[], edge: readonly unknown[]) => usually(40, right, edge);

const duration = mostly(['200ms', '1s', '1m30s'], ['0s', '5', 'soon', '-1s']);
const httpUrl = mostly(['http://jaeger:4318', 'https://jaeger.example:443/v1'], ['jaeger:4317', '']);
const hostPort = mostly(
  ['jaeger:4317', 'dns:///jaeger:4317', 'http://jaeger:4317'],
  ['', 'jaeger', 'jaeger:otlp'],
);
const listen = (port: number) => mostly([`127.0.0.1:${port}`], ['127.0.0.1:99999', '127.0.0.1', '']);
const tls = some({ insecure: fc.boolean(), insecure_skip_verify: fc.boolean() });

const queue = some({
  enabled: fc.boolean(),
  num_consumers: mostly([1, 10], [0, -1]),
  queue_size: mostly([10, 1000], [0]),
});
const retry = some({
  enabled: fc.boolean(),
  initial_interval: duration,
  max_interval: mostly(['30s', '5m'], ['1ms']),
  max_elapsed_time: mostly(['5m', '0s'], ['1s']),
});
const client = (endpoint: fc.Arbitrary<unknown>) =>
  some({ endpoint, tls, sending_queue: queue, retry_on_failure: retry, timeout: duration }, 'endpoint');

const actions = fc.array(
  fc.oneof(
    times(
      20,
      fc.record({
        key: one<unknown>('team', 'http.url'),
        action: one<unknown>('insert', 'upsert', 'update'),
        value: one<unknown>('money', 1, true),
      }),
    ),
    times(20, fc.record({ key: one<unknown>('team', 'http.url'), action: one<unknown>('delete', 'hash') })),
    times(
      1,
      fc.record({ key: one<unknown>('team', ''), action: one<unknown>('insert', 'remove', 'delete') }),
    ),
  ),
  { minLength: 1, maxLength: 2 },
);

/** Receivers; every signal that they carry is known to the model. */
export const receivers: readonly ComponentChoice[] = [
  {
    type: 'otlp',
    config: fc.oneof(
      times(8, fc.record({ protocols: fc.record({ http: fc.record({ endpoint: listen(24318) }) }) })),
      times(8, fc.record({ protocols: fc.record({ grpc: fc.record({ endpoint: listen(24317) }) }) })),
      times(4, one<unknown>({ protocols: { grpc: null, http: null } }, { protocols: { http: {} } })),
      one<unknown>({}, { protocols: {} }, { protocols: null }, null),
    ),
  },
  { type: 'zipkin', config: some({ endpoint: listen(29411) }) },
  {
    type: 'jaeger',
    config: fc.record({ protocols: fc.record({ thrift_http: fc.record({ endpoint: listen(24268) }) }) }),
  },
  {
    type: 'host_metrics',
    config: fc.record({
      scrapers: mostly([{ cpu: {} }, { cpu: {}, memory: {} }, { load: null }], [{}, { gpu: {} }]),
      collection_interval: duration,
    }),
  },
  {
    type: 'prometheus',
    config: fc.constant({
      config: { scrape_configs: [{ job_name: 'self', static_configs: [{ targets: ['127.0.0.1:28888'] }] }] },
    }),
  },
];

/** Processors. */
export const processors: readonly ComponentChoice[] = [
  {
    type: 'batch',
    config: some({
      timeout: duration,
      send_batch_size: mostly([100, 1000], [0]),
      send_batch_max_size: mostly([0, 10_000], [50]),
    }),
  },
  {
    type: 'memory_limiter',
    config: fc.oneof(
      times(20, one<unknown>({ check_interval: '1s', limit_mib: 400, spike_limit_mib: 100 })),
      times(20, one<unknown>({ check_interval: '5s', limit_percentage: 80, spike_limit_percentage: 25 })),
      times(
        1,
        some({
          check_interval: one<unknown>('1s', '0s'),
          limit_mib: one<unknown>(100, 0),
          limit_percentage: one<unknown>(80, 120),
          spike_limit_mib: one<unknown>(20, 500),
        }),
      ),
    ),
  },
  { type: 'attributes', config: fc.record({ actions }) },
  { type: 'resource', config: fc.record({ attributes: actions }) },
  {
    type: 'probabilistic_sampler',
    config: some({
      sampling_percentage: mostly([10, 100, 0.5], [0, -1, 101]),
      mode: mostly(['hash_seed', 'proportional', 'equalizing'], ['dice']),
    }),
  },
  {
    type: 'tail_sampling',
    config: some(
      {
        policies: mostly(
          [
            [{ name: 'all', type: 'always_sample' }],
            [{ name: 'slow', type: 'latency', latency: { threshold_ms: 500 } }],
          ],
          [[], [{ name: 'x', type: 'never_heard_of' }]],
        ),
        decision_wait: duration,
        num_traces: mostly([100], [0]),
      },
      'policies',
    ),
  },
  {
    type: 'filter',
    config: mostly(
      [{ error_mode: 'ignore' }, { traces: { span: ['attributes["a"] == "b"'] } }, {}],
      [{ traces: { span: ['attributes['] } }, { error_mode: 'shrug' }],
    ),
  },
  { type: 'groupbytrace', config: some({ wait_duration: duration, num_traces: mostly([100], [0]) }) },
  { type: 'cumulative_to_delta', config: fc.constant({}) },
];

/** Exporters. */
export const exporters: readonly ComponentChoice[] = [
  {
    type: 'debug',
    config: some({
      verbosity: mostly(['basic', 'normal', 'detailed'], ['loud', 'none']),
      sampling_initial: one<unknown>(1, 5),
    }),
  },
  { type: 'otlp_http', config: client(httpUrl) },
  { type: 'otlp_grpc', config: client(hostPort) },
  { type: 'nop', config: fc.constant(null) },
];

/** Connectors. */
export const connectors: readonly ComponentChoice[] = [
  { type: 'forward', config: fc.constant({}) },
  {
    type: 'span_metrics',
    config: some({ namespace: one<unknown>('spans', ''), metrics_flush_interval: duration }),
  },
  { type: 'count', config: fc.constant({}) },
  {
    type: 'service_graph',
    config: some({ latency_histogram_buckets: mostly([['10ms', '100ms']], [['x']]) }),
  },
];

/** Extensions. */
export const extensions: readonly ComponentChoice[] = [
  { type: 'health_check', config: some({ endpoint: listen(23133), path: mostly(['/'], ['health']) }) },
  { type: 'pprof', config: some({ endpoint: listen(25679) }) },
  {
    type: 'file_storage',
    config: mostly([{ directory: '/tmp' }], [{ directory: '' }, { directory: '/tmp', timeout: 'x' }]),
  },
];

/** A receiver and an exporter of every signal, so that each pipeline has one of each to take. */
export const everyReceiver: ComponentChoice = {
  type: 'otlp',
  config: fc.constant({ protocols: { http: { endpoint: '127.0.0.1:24418' } } }),
};
export const everyExporter: ComponentChoice = { type: 'debug', config: fc.constant({}) };
