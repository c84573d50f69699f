import { connectors } from '../../../lib/collector';
import type { Samples } from './sample';

/** Samples of every connector of the Kubernetes distribution. Pipelines are named by id: those that the test puts them into. */
export const connectorSamples: Samples<typeof connectors> = {
  count: {
    smallest: connectors.count(),
    full: connectors.count({
      spans: {
        'shop.requests': {
          description: 'requests by route',
          conditions: ['attributes["http.route"] != nil'],
          attributes: [{ key: 'http.route', default_value: 'unknown' }],
        },
      },
    }),
  },
  exceptions: {
    smallest: connectors.exceptions(),
    full: connectors.exceptions({ dimensions: [{ name: 'exception.type' }], exemplars: { enabled: true } }),
  },
  failover: {
    smallest: connectors.failover({ priority_levels: [['traces/out']] }),
    full: connectors.failover({
      priority_levels: [['traces/out'], ['traces/second']],
      retry_interval: '10m',
      sending_queue: { enabled: true },
    }),
  },
  forward: { smallest: connectors.forward(), full: connectors.forward({}) },
  otlpJson: { smallest: connectors.otlpJson(), full: connectors.otlpJson({}) },
  roundRobin: { smallest: connectors.roundRobin(), full: connectors.roundRobin({}) },
  routing: {
    smallest: connectors.routing({
      table: [{ condition: 'attributes["tenant"] == "a"', pipelines: ['traces/out'] }],
    }),
    full: connectors.routing({
      default_pipelines: ['traces/out'],
      error_mode: 'ignore',
      table: [
        { context: 'span', condition: 'attributes["http.route"] == "/pay"', pipelines: ['traces/out'] },
        { statement: 'route() where attributes["tenant"] == "b"', pipelines: ['traces/out'] },
      ],
    }),
  },
  serviceGraph: {
    smallest: connectors.serviceGraph(),
    full: connectors.serviceGraph({
      latency_histogram_buckets: ['100ms', '250ms', '1s'],
      dimensions: ['cluster'],
      store: { ttl: '2s', max_items: 1000 },
      cache_loop: '1m',
      store_expiration_loop: '2s',
      metrics_flush_interval: '30s',
      virtual_node_peer_attributes: ['db.name'],
    }),
  },
  spanMetrics: {
    smallest: connectors.spanMetrics(),
    full: connectors.spanMetrics({
      namespace: 'traces.span.metrics',
      histogram: { unit: 's', explicit: { buckets: ['100ms', '500ms', '2s'] } },
      dimensions: [{ name: 'http.route', default: 'unknown' }, { name: 'http.request.method' }],
      exclude_dimensions: ['status.code'],
      exemplars: { enabled: true, max_per_data_point: 5 },
      aggregation_temporality: 'AGGREGATION_TEMPORALITY_CUMULATIVE',
      metrics_flush_interval: '15s',
      metrics_expiration: '5m',
      events: { enabled: true, dimensions: [{ name: 'exception.type' }] },
      resource_metrics_key_attributes: ['service.name'],
      aggregation_cardinality_limit: 1000,
    }),
  },
};
