/**
 * What the compiler must refuse: a line without an error here fails the type check, because its `@ts-expect-error` is
 * then unused. Nothing here runs.
 */
import {
  collector,
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
  profiles,
  receivers,
  traces,
} from '../../../lib/collector';

const otlp = receivers.otlp({ protocols: { grpc: {} } });
const debug = exporters.debug();
const health = extensions.healthCheck();

export function refused(): void {
  // Fields that do not exist.
  // @ts-expect-error misspelt field
  receivers.otlp({ protocol: { grpc: {} } });
  // @ts-expect-error misspelt field two levels down
  receivers.otlp({ protocols: { grpc: { endpoints: 'localhost:4317' } } });
  // @ts-expect-error camelCase instead of the collector's own name
  processors.batch({ sendBatchSize: 8192 });
  // @ts-expect-error field of another component
  processors.batch({ limit_mib: 400 });
  // @ts-expect-error field that the queue does not have
  exporters.otlpHttp({ endpoint: 'https://x', sending_queue: { size: 10 } });
  // @ts-expect-error field that TLS does not have
  exporters.otlpGrpc({ endpoint: 'x:4317', tls: { skip_verify: true } });
  // @ts-expect-error the old place of the TLS switch
  exporters.otlpGrpc({ endpoint: 'x:4317', insecure: true });
  // @ts-expect-error unknown scraper
  receivers.hostMetrics({ scrapers: { gpu: {} } });
  // @ts-expect-error unknown metric of a scraper
  receivers.hostMetrics({ scrapers: { cpu: { metrics: { 'system.cpu.load': { enabled: true } } } } });
  // @ts-expect-error a metric is switched by `enabled`
  receivers.hostMetrics({ scrapers: { cpu: { metrics: { 'system.cpu.time': true } } } });
  // @ts-expect-error misspelt field of a policy
  processors.tailSampling({ policies: [{ name: 'slow', type: 'latency', latency: { treshold_ms: 1 } }] });
  // @ts-expect-error misspelt field of a list of maps
  processors.attributes({ actions: [{ key: 'a', action: 'delete', values: 'x' }] });
  // @ts-expect-error misspelt field of the scrape configuration
  receivers.prometheus({ config: { scrape_configs: [{ job_name: 'x', scrape_intervall: '30s' }] } });
  // @ts-expect-error misspelt field of an operator
  receivers.fileLog({ include: ['/a'], operators: [{ type: 'json_parser', parse_form: 'body' }] });
  // @ts-expect-error field of another operator
  receivers.fileLog({ include: ['/a'], operators: [{ type: 'json_parser', regex: 'x' }] });
  // @ts-expect-error unknown operator
  receivers.fileLog({ include: ['/a'], operators: [{ type: 'xml_parser' }] });
  // @ts-expect-error a component without fields takes none
  exporters.nop({ verbosity: 'basic' });
  // @ts-expect-error field of the extension's other mode
  extensions.pprof({ path: '/debug' });

  // Units and types.
  // @ts-expect-error a duration needs a unit
  processors.batch({ timeout: '5' });
  // @ts-expect-error a number is no duration
  processors.batch({ timeout: 200 });
  // @ts-expect-error Go has no days
  processors.cumulativeToDelta({ max_staleness: '1d' });
  // @ts-expect-error Go has no word for seconds
  exporters.otlpHttp({ endpoint: 'https://x', timeout: '30sec' });
  // @ts-expect-error a unit without number
  exporters.otlpHttp({ endpoint: 'https://x', timeout: 's' });
  // @ts-expect-error a list of durations
  connectors.serviceGraph({ latency_histogram_buckets: [100, 250] });
  // @ts-expect-error a bucket needs a unit
  connectors.spanMetrics({ histogram: { explicit: { buckets: ['100'] } } });
  // @ts-expect-error a text is no number
  processors.batch({ send_batch_size: '8192' });
  // @ts-expect-error a text is no number
  processors.memoryLimiter({ check_interval: '1s', limit_mib: '400MiB' });
  // @ts-expect-error a text is no boolean
  exporters.otlpGrpc({ endpoint: 'x:4317', tls: { insecure: 'true' } });
  // @ts-expect-error a boolean is no text
  exporters.file({ path: true });
  // @ts-expect-error one text is no list
  receivers.fileLog({ include: '/var/log/*.log' });
  // @ts-expect-error a list is no map
  processors.k8sAttributes({ extract: ['k8s.pod.name'] });
  // @ts-expect-error an unknown unit of bytes
  receivers.fileLog({ include: ['/a'], max_log_size: '1 megabyte' });
  // @ts-expect-error a text is no block
  receivers.otlp({ protocols: { grpc: 'localhost:4317' } });
  // @ts-expect-error a number is no percentage in text
  processors.probabilisticSampler({ sampling_percentage: '15%' });

  // Values that are not in the set.
  // @ts-expect-error unknown verbosity
  exporters.debug({ verbosity: 'verbose' });
  // @ts-expect-error unknown compression
  exporters.otlpHttp({ endpoint: 'https://x', compression: 'brotli' });
  // @ts-expect-error unknown encoding
  exporters.otlpHttp({ endpoint: 'https://x', encoding: 'protobuf' });
  // @ts-expect-error unknown format
  exporters.file({ path: '/tmp/x', format: 'yaml' });
  // @ts-expect-error unknown action
  processors.attributes({ actions: [{ key: 'a', action: 'remove' }] });
  // @ts-expect-error unknown error mode
  processors.filter({ error_mode: 'drop' });
  // @ts-expect-error unknown context
  processors.transform({ trace_statements: [{ context: 'spans', statements: [] }] });
  // @ts-expect-error unknown policy
  processors.tailSampling({ policies: [{ name: 'x', type: 'random' }] });
  processors.tailSampling({
    // @ts-expect-error unknown status code
    policies: [{ name: 'x', type: 'status_code', status_code: { status_codes: ['FAILED'] } }],
  });
  // @ts-expect-error unknown metadata
  processors.k8sAttributes({ extract: { metadata: ['k8s.pod.label'] } });
  // @ts-expect-error unknown source
  processors.k8sAttributes({ pod_association: [{ sources: [{ from: 'ip' }] }] });
  // @ts-expect-error unknown kind of authentication
  processors.k8sAttributes({ auth_type: 'service_account' });
  // @ts-expect-error unknown detector
  processors.resourceDetection({ detectors: ['aws'] });
  // @ts-expect-error unknown sizer
  exporters.otlpGrpc({ endpoint: 'x:4317', sending_queue: { sizer: 'mib' } });
  // @ts-expect-error unknown temporality
  connectors.spanMetrics({ aggregation_temporality: 'delta' });
  // @ts-expect-error unknown unit
  connectors.spanMetrics({ histogram: { unit: 'us' } });
  // @ts-expect-error unknown routing key
  exporters.loadBalancing({ resolver: { static: { hostnames: [] } }, routing_key: 'trace_id' });
  // @ts-expect-error unknown TLS version
  exporters.otlpGrpc({ endpoint: 'x:4317', tls: { min_version: 'TLS12' } });
  // @ts-expect-error unknown place to start
  receivers.fileLog({ include: ['/a'], start_at: 'start' });
  // @ts-expect-error unknown mode
  receivers.k8sObjects({ objects: [{ name: 'pods', mode: 'list' }] });
  // @ts-expect-error unknown relabel action
  receivers.prometheus({ config: { scrape_configs: [{ relabel_configs: [{ action: 'rename' }] }] } });
  // @ts-expect-error unknown kind of generated metric
  processors.metricsgeneration({ rules: [{ name: 'a', type: 'sum', metric1: 'b' }] });

  // What may not be left out.
  // @ts-expect-error protocols
  receivers.otlp({});
  // @ts-expect-error the configuration itself
  receivers.otlp();
  // @ts-expect-error endpoint
  exporters.otlpGrpc({ tls: { insecure: true } });
  // @ts-expect-error path
  exporters.file();
  // @ts-expect-error actions
  processors.attributes({});
  // @ts-expect-error the action itself
  processors.resource({ attributes: [{ key: 'a' }] });
  // @ts-expect-error check_interval
  processors.memoryLimiter({ limit_mib: 400 });
  // @ts-expect-error scrapers
  receivers.hostMetrics({ collection_interval: '1m' });
  // @ts-expect-error the type of an operator
  receivers.fileLog({ include: ['/a'], operators: [{ parse_from: 'body' }] });
  // @ts-expect-error table
  connectors.routing({ default_pipelines: ['traces/out'] });
  // @ts-expect-error headers
  extensions.headersSetter({});

  // Secrets, addresses and handles.
  // @ts-expect-error a literal secret needs plainText
  extensions.bearertokenauth({ token: 'abc' });
  // @ts-expect-error a literal header needs plainText
  exporters.otlpHttp({ endpoint: 'https://x', headers: { Authorization: 'Bearer abc' } });
  // @ts-expect-error a literal secret of Prometheus needs plainText
  receivers.prometheus({ config: { scrape_configs: [{ basic_auth: { username: 'a', password: 'b' } }] } });
  // @ts-expect-error a gRPC endpoint is none for OTLP over HTTP
  exporters.otlpHttp({ endpoint: grpcEndpoint({ host: 'jaeger', port: 4317 }) });
  // @ts-expect-error an HTTP endpoint is none for OTLP over gRPC
  exporters.otlpGrpc({ endpoint: httpEndpoint({ host: 'jaeger', port: 4318 }) });
  // @ts-expect-error the pod's own address is nothing to send to
  exporters.otlpGrpc({ endpoint: podIp(4317) });
  // @ts-expect-error an extension is named by its handle
  exporters.otlpHttp({ endpoint: 'https://x', auth: { authenticator: 'basicauth/client' } });
  // @ts-expect-error a receiver is no extension
  exporters.otlpHttp({ endpoint: 'https://x', sending_queue: { storage: otlp } });
  // @ts-expect-error a signal that does not exist
  connectors.failover({ priority_levels: [['spans/out']] });

  // Signals.
  // @ts-expect-error the Prometheus receiver carries metrics only
  traces({ receivers: [receivers.prometheus({ config: {} })], exporters: [debug] });
  // @ts-expect-error tail sampling is for traces
  logs({ receivers: [otlp], processors: [processors.tailSampling()], exporters: [debug] });
  // @ts-expect-error the interval processor is for metrics
  traces({ receivers: [otlp], processors: [processors.interval()], exporters: [debug] });
  // @ts-expect-error log files are logs
  metrics({ receivers: [receivers.fileLog({ include: ['/a'] })], exporters: [debug] });
  // @ts-expect-error the batch processor does not carry profiles
  profiles({ receivers: [otlp], processors: [processors.batch()], exporters: [debug] });
  // @ts-expect-error span metrics give metrics
  traces({ receivers: [connectors.spanMetrics()], exporters: [debug] });
  // @ts-expect-error span metrics take traces
  logs({ receivers: [otlp], exporters: [connectors.spanMetrics()] });
  // @ts-expect-error an exporter is no receiver
  traces({ receivers: [debug], exporters: [debug] });
  // @ts-expect-error a processor is no exporter
  traces({ receivers: [otlp], exporters: [processors.batch()] });
  // @ts-expect-error an extension has no place in a pipeline
  traces({ receivers: [otlp], processors: [health], exporters: [debug] });
  // @ts-expect-error a receiver is no extension
  collector({ extensions: [otlp], pipelines: [traces({ receivers: [otlp], exporters: [debug] })] });
  // @ts-expect-error no such factory
  receivers.hostmetrics({ scrapers: {} });
  // @ts-expect-error a removed component
  exporters.logging({});
  // @ts-expect-error the second argument is the instance name
  exporters.debug({}, 5);
  // @ts-expect-error an environment variable is made by env
  processors.batch({ timeout: '${env:TIMEOUT}' });
  processors.batch({ timeout: env('TIMEOUT') });
}
