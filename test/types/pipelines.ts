/**
 * Compiled by `npm test`, never run: what must compile, and what must not.
 */
import {
  collector,
  component,
  connectors,
  env,
  exporters,
  extensions,
  grpcEndpoint,
  httpEndpoint,
  logs,
  metrics,
  podIp,
  processors,
  receivers,
  secretEnv,
  traces,
} from '../../lib/collector';

const otlp = receivers.otlp({ protocols: { http: { endpoint: podIp(4318) } } });
const hostMetrics = receivers.hostMetrics({ scrapers: { cpu: {} } });
const prometheus = receivers.prometheus({ config: { scrape_configs: [] } });
const debug = exporters.debug({ verbosity: 'basic' });
const jaeger = exporters.otlpHttp({ endpoint: httpEndpoint({ host: 'jaeger', port: 4318 }) }, 'jaeger');
const limiter = processors.memoryLimiter({ check_interval: '5s', limit_percentage: 80 });
const sampling = processors.tailSampling({
  policies: [{ name: 'errors', type: 'status_code', status_code: { status_codes: ['ERROR'] } }],
});
const spanMetrics = connectors.spanMetrics({ metrics_flush_interval: '15s' });
const forward = connectors.forward();
const health = extensions.healthCheck({ endpoint: podIp(13133) });

// What compiles.
traces({ receivers: [otlp], exporters: [jaeger] });
traces({ receivers: [otlp], processors: [limiter, sampling], exporters: [jaeger, spanMetrics] });
metrics({ receivers: [spanMetrics, hostMetrics, prometheus], processors: [limiter], exporters: [debug] });
logs({ receivers: [otlp, forward], exporters: [debug] }, 'audit');
collector({ extensions: [health], pipelines: [traces({ receivers: [otlp], exporters: [debug] })] });
exporters.otlpGrpc({ endpoint: grpcEndpoint({ host: 'jaeger', port: 4317 }), tls: { insecure: true } });
exporters.otlpHttp({ endpoint: env('JAEGER_URL') });
exporters.otlpHttp({ endpoint: 'http://jaeger:4318', timeout: '1m30s' });
traces({
  receivers: [component('receiver', 'my_own', { any: 'thing' }, { signals: ['traces'] })],
  exporters: [debug],
});

// A signal that the member does not carry.
// @ts-expect-error host_metrics gives metrics only
traces({ receivers: [hostMetrics], exporters: [debug] });
// @ts-expect-error prometheus gives metrics only
logs({ receivers: [prometheus], exporters: [debug] });
// @ts-expect-error tail_sampling works on traces only
metrics({ receivers: [otlp], processors: [sampling], exporters: [debug] });
// @ts-expect-error tail_sampling works on traces only
logs({ receivers: [otlp], processors: [limiter, sampling], exporters: [debug] });
// @ts-expect-error a component of one's own carries what it was said to carry
metrics({ receivers: [component('receiver', 'my_own', {}, { signals: ['traces'] })], exporters: [debug] });
// @ts-expect-error prometheus exports metrics only
traces({ receivers: [otlp], exporters: [exporters.prometheus({ endpoint: podIp(8889) })] });

// A connector whose ends do not fit.
// @ts-expect-error span_metrics takes traces, not metrics
metrics({ receivers: [otlp], exporters: [spanMetrics] });
// @ts-expect-error span_metrics gives metrics, not traces
traces({ receivers: [spanMetrics], exporters: [debug] });
// @ts-expect-error span_metrics gives metrics, not logs
logs({ receivers: [spanMetrics], exporters: [debug] });
// @ts-expect-error a connector is no processor
traces({ receivers: [otlp], processors: [forward], exporters: [debug] });

// A member of the wrong class.
// @ts-expect-error an exporter is no receiver
traces({ receivers: [debug], exporters: [debug] });
// @ts-expect-error a receiver is no exporter
traces({ receivers: [otlp], exporters: [otlp] });
// @ts-expect-error a processor is no exporter
traces({ receivers: [otlp], exporters: [limiter] });
// @ts-expect-error an exporter is no processor
traces({ receivers: [otlp], processors: [debug], exporters: [debug] });
// @ts-expect-error an extension is in no pipeline
traces({ receivers: [otlp], processors: [health], exporters: [debug] });
// @ts-expect-error a receiver is no extension
collector({ extensions: [otlp], pipelines: [traces({ receivers: [otlp], exporters: [debug] })] });
// @ts-expect-error a name is no handle
traces({ receivers: ['otlp'], exporters: [debug] });
// @ts-expect-error exporters are missing
traces({ receivers: [otlp] });
// @ts-expect-error receivers are missing
traces({ exporters: [debug] });
// @ts-expect-error there is no such receiver
receivers.otpl({});

// An endpoint of the wrong protocol.
// @ts-expect-error otlp_http takes no gRPC endpoint
exporters.otlpHttp({ endpoint: grpcEndpoint({ host: 'jaeger', port: 4317 }) });
// @ts-expect-error otlp_grpc takes no HTTP endpoint
exporters.otlpGrpc({ endpoint: httpEndpoint({ host: 'jaeger', port: 4318 }) });
// @ts-expect-error an exporter cannot send to its own pod's address
exporters.otlpHttp({ endpoint: podIp(4318) });

// Wrong values.
// @ts-expect-error a duration has a unit
processors.memoryLimiter({ check_interval: '5', limit_percentage: 80 });
// @ts-expect-error a duration is no number
processors.memoryLimiter({ check_interval: 5, limit_percentage: 80 });
// @ts-expect-error a percentage is a number
processors.memoryLimiter({ check_interval: '5s', limit_percentage: '80' });
// @ts-expect-error there is no such field
processors.memoryLimiter({ check_interval: '5s', limit_percent: 80 });
// @ts-expect-error there is no such verbosity
exporters.debug({ verbosity: 'loud' });
// @ts-expect-error a port is a number
podIp('4318');
// @ts-expect-error a secret lies under a key
secretEnv({ secret: 'jaeger' });
