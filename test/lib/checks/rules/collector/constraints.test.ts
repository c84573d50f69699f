import { stringify } from 'yaml';
import { componentsObeyTheirOwnRules as rule } from '../../../../../lib/checks/rules/collector/components-obey-their-own-rules';
import { places, subjectOf } from './judge';

type Body = { readonly [key: string]: unknown } | null;

const signals: { readonly [id: string]: string } = {
  host_metrics: 'metrics',
  prometheus: 'metrics',
  kubelet_stats: 'metrics',
  interval: 'metrics',
  metrics_transform: 'metrics',
  metricsgeneration: 'metrics',
  cumulative_to_delta: 'metrics',
  delta_to_cumulative: 'metrics',
  file_log: 'logs',
  log_dedup: 'logs',
  k8s_objects: 'logs',
  drain: 'logs',
};

/** A whole configuration in which the component runs, in a pipeline of a signal that it carries. */
function configuration(section: string, id: string, body: Body): string {
  const signal = signals[id.split('/')[0] ?? ''] ?? 'traces';
  const receivers = section === 'receivers' ? { [id]: body } : { 'otlp/in': { protocols: { grpc: {} } } };
  const exporters = section === 'exporters' ? { [id]: body } : { 'debug/out': {} };
  const own = section === 'receivers' || section === 'exporters' ? {} : { [section]: { [id]: body } };
  const isConnector = section === 'connectors';
  const pipeline = {
    receivers: Object.keys(receivers),
    processors: section === 'processors' ? [id] : [],
    exporters: isConnector ? [id] : Object.keys(exporters),
  };
  const behind = isConnector ? { 'metrics/behind': { receivers: [id], exporters: ['debug/out'] } } : {};
  const extensions = section === 'extensions' ? [id] : [];
  return stringify({
    receivers,
    exporters,
    ...own,
    service: { extensions, pipelines: { [signal]: pipeline, ...behind } },
  });
}

/** Section, id, configuration, and the places inside the component that are wrong; an empty place is the component itself. */
const wrong: readonly (readonly [string, string, Body, string])[] = [
  ['receivers', 'host_metrics', {}, ''],
  ['receivers', 'host_metrics', { scrapers: { cpus: {} } }, 'scrapers::cpus'],
  ['receivers', 'host_metrics', { collection_interval: '0s', scrapers: { cpu: {} } }, 'collection_interval'],
  [
    'receivers',
    'host_metrics',
    { scrapers: { process: { include: { names: ['('], match_type: 'regexp' } } } },
    'scrapers::process::include::names[0]',
  ],
  ['receivers', 'prometheus', { config: {} }, 'config'],
  ['receivers', 'prometheus', { target_allocator: { enabled: false } }, ''],
  [
    'receivers',
    'k8s_objects',
    { objects: [{ name: 'pods', mode: 'pull', exclude_watch_type: ['DELETED'] }] },
    'objects[0]::exclude_watch_type',
  ],
  [
    'processors',
    'metricsgeneration',
    { rules: [{ name: 'a', type: 'sum', metric1: 'b', metric2: 'c', operation: 'add' }] },
    'rules[0]::type',
  ],
  [
    'connectors',
    'span_metrics',
    { histogram: { dimensions: [{ name: 'a' }, { name: 'a' }] } },
    'histogram::dimensions[1]::name',
  ],
  ['connectors', 'span_metrics', { calls_dimensions: [{ name: '' }] }, 'calls_dimensions[0]'],
  [
    'connectors',
    'routing',
    { table: [{ statement: 'route()', condition: 'true', pipelines: ['metrics/behind'] }] },
    'table[0]::condition',
  ],
  [
    'receivers',
    'prometheus',
    { config: { scrape_configs: [{ job_name: 'a' }, { job_name: 'a' }] } },
    'config::scrape_configs[1]::job_name',
  ],
  [
    'receivers',
    'prometheus',
    { config: { scrape_configs: [{ job_name: 'a', scrape_interval: '1.5s' }] } },
    'config::scrape_configs[0]::scrape_interval',
  ],
  [
    'receivers',
    'prometheus',
    { config: { scrape_configs: [{ job_name: 'a', scrape_interval: '5s', scrape_timeout: '10s' }] } },
    'config::scrape_configs[0]::scrape_timeout',
  ],
  [
    'receivers',
    'prometheus',
    {
      config: {
        scrape_configs: [{ job_name: 'a', relabel_configs: [{ action: 'hashmod', target_label: 'b' }] }],
      },
    },
    'config::scrape_configs[0]::relabel_configs[0]',
  ],
  ['receivers', 'file_log', null, ''],
  ['receivers', 'file_log', { include: ['/a'], start_at: 'start' }, 'start_at'],
  ['receivers', 'file_log', { include: ['/a'], operators: [{ type: 'regex_pasrer' }] }, 'operators[0]::type'],
  [
    'receivers',
    'file_log',
    { include: ['/a'], operators: [{ type: 'regex_parser', regex: 'a' }] },
    'operators[0]::regex',
  ],
  [
    'receivers',
    'file_log',
    { include: ['/a'], operators: [{ type: 'json_parser', parse_from: 'log' }] },
    'operators[0]::parse_from',
  ],
  [
    'receivers',
    'file_log',
    { include: ['/a'], operators: [{ type: 'json_parser', parse_from: '' }] },
    'operators[0]::parse_from',
  ],
  [
    'receivers',
    'file_log',
    { include: ['/a'], operators: [{ type: 'retain', fields: ['attributes.a', ''] }] },
    'operators[0]::fields[1]',
  ],
  [
    'receivers',
    'file_log',
    { include: ['/a'], operators: [{ type: 'csv_parser', header: 'a,b', delimiter: ',,' }] },
    'operators[0]::delimiter',
  ],
  [
    'receivers',
    'file_log',
    { include: ['/a'], operators: [{ type: 'csv_parser', header: 'a,b', delimiter: ';' }] },
    'operators[0]::header',
  ],
  ['receivers', 'file_log', { include: ['/a'], operators: [{ type: 'csv_parser' }] }, 'operators[0]'],
  [
    'receivers',
    'file_log',
    { include: ['/a'], operators: [{ type: 'time_parser', parse_from: 'attributes.t', layout: '%Y-%Q' }] },
    'operators[0]::layout',
  ],
  [
    'receivers',
    'file_log',
    { include: ['/a'], operators: [{ type: 'time_parser', parse_from: 'attributes.t', layout: '2006' }] },
    'operators[0]::layout',
  ],
  [
    'receivers',
    'file_log',
    {
      include: ['/a'],
      operators: [{ type: 'time_parser', parse_from: 'attributes.t', layout_type: 'epoch', layout: 'm' }],
    },
    'operators[0]::layout',
  ],
  [
    'receivers',
    'file_log',
    {
      include: ['/a'],
      operators: [{ type: 'time_parser', parse_from: 'attributes.t', layout_type: 'go', layout: '2006' }],
    },
    'operators[0]::layout_type',
  ],
  [
    'receivers',
    'file_log',
    { include: ['/a'], operators: [{ type: 'filter', expr: 'body "a"' }] },
    'operators[0]::expr',
  ],
  [
    'receivers',
    'file_log',
    {
      include: ['/a'],
      operators: [
        { type: 'recombine', combine_field: 'body', is_first_entry: 'true', max_log_size: '1MiBMiB' },
      ],
    },
    'operators[0]::max_log_size',
  ],
  ['receivers', 'file_log', { include: ['/a'], max_log_size: 'big' }, 'max_log_size'],
  ['receivers', 'jaeger', { protocols: { udp: {} } }, 'protocols'],
  ['receivers', 'k8s_objects', { objects: [{ name: 'pods', mode: 'push' }] }, 'objects[0]::mode'],
  ['receivers', 'kubelet_stats', { metric_groups: ['pods'] }, 'metric_groups[0]'],
  ['processors', 'attributes', { actions: [] }, 'actions'],
  ['processors', 'attributes', { actions: [{ key: 'a', action: 'upsret', value: 1 }] }, 'actions[0]::action'],
  ['processors', 'attributes', { actions: [{ key: 'a', action: 'insert' }] }, 'actions[0]'],
  [
    'processors',
    'attributes',
    { actions: [{ key: 'a', action: 'insert', value: 1, from_attribute: 'b' }] },
    'actions[0]::from_attribute',
  ],
  [
    'processors',
    'attributes',
    { actions: [{ key: 'a', action: 'extract', pattern: '^(a)$' }] },
    'actions[0]::pattern',
  ],
  [
    'processors',
    'attributes',
    { actions: [{ key: 'a', action: 'convert', converted_type: 'bool' }] },
    'actions[0]::converted_type',
  ],
  [
    'processors',
    'attributes',
    { include: { match_type: 'strict', log_bodies: ['a'] }, actions: [{ key: 'a', action: 'delete' }] },
    'include::log_bodies',
  ],
  ['processors', 'resource', null, ''],
  ['processors', 'interval', { interval: '0s' }, 'interval'],
  ['processors', 'probabilistic_sampler', { sampling_percentage: -1 }, 'sampling_percentage'],
  ['processors', 'probabilistic_sampler', { sampling_precision: 0 }, 'sampling_precision'],
  ['processors', 'tail_sampling', { sampling_strategy: 'trace' }, 'sampling_strategy'],
  ['processors', 'tail_sampling', { policies: [{ name: 'a', type: 'probabilstic' }] }, 'policies[0]::type'],
  ['processors', 'tail_sampling', { policies: [{ type: 'always_sample' }] }, 'policies[0]'],
  ['processors', 'k8s_attributes', { auth_type: 'serviceaccount' }, 'auth_type'],
  [
    'processors',
    'k8s_attributes',
    { extract: { labels: [{ key: 'a', key_regex: 'b' }] } },
    'extract::labels[0]::key_regex',
  ],
  [
    'processors',
    'k8s_attributes',
    { extract: { annotations: [{ key: 'a', from: 'pods' }] } },
    'extract::annotations[0]::from',
  ],
  [
    'processors',
    'k8s_attributes',
    { filter: { fields: [{ key: 'a', op: 'exists' }] } },
    'filter::fields[0]::op',
  ],
  ['processors', 'resource_detection', { detectors: ['env', 'sytem'] }, 'detectors[1]'],
  ['processors', 'redaction', { hash_function: 'hmac-sha256', hmac_key: 'short' }, 'hmac_key'],
  ['processors', 'redaction', { blocked_values: ['(?=a)'] }, 'blocked_values[0]'],
  ['processors', 'transform', { error_mode: 'ignored' }, 'error_mode'],
  [
    'processors',
    'transform',
    { trace_statements: [{ context: 'log', statements: [] }] },
    'trace_statements[0]::context',
  ],
  ['processors', 'filter', { traces: { span: ['true'] }, trace_conditions: ['true'] }, 'trace_conditions'],
  [
    'processors',
    'metrics_transform',
    { transforms: [{ include: 'a', action: 'rename' }] },
    'transforms[0]::action',
  ],
  [
    'processors',
    'metricsgeneration',
    { rules: [{ name: 'a', type: 'calculate', metric1: 'b' }] },
    'rules[0]',
  ],
  ['processors', 'cumulative_to_delta', { include: { metrics: ['a'] } }, 'include'],
  ['processors', 'log_dedup', { exclude_fields: ['body'] }, 'exclude_fields[0]'],
  ['processors', 'drain', { tree_depth: 2 }, 'tree_depth'],
  ['exporters', 'debug', { verbosity: 'full' }, 'verbosity'],
  ['exporters', 'debug', { output_paths: ['stdout'] }, 'output_paths'],
  ['exporters', 'file', {}, ''],
  ['exporters', 'file', { path: '/a', append: true, rotation: {} }, 'rotation'],
  [
    'exporters',
    'file',
    { path: '/a', create_directory: true, directory_permissions: '0999' },
    'directory_permissions',
  ],
  ['exporters', 'load_balancing', { resolver: {} }, 'resolver'],
  [
    'exporters',
    'load_balancing',
    { resolver: { static: { hostnames: ['a'] }, dns: { hostname: 'b' } } },
    'resolver::dns',
  ],
  ['exporters', 'otlp_grpc', { endpoint: 'a:1', compression: 'brotli' }, 'compression'],
  ['exporters', 'otlp_grpc', { endpoint: 'a:1', compression: 'zlib' }, 'compression'],
  ['exporters', 'otlp_grpc', { endpoint: 'a:1', balancer_name: 'random' }, 'balancer_name'],
  [
    'exporters',
    'otlp_grpc',
    { endpoint: 'a:1', retry_on_failure: { max_elapsed_time: '10s' } },
    'retry_on_failure::max_elapsed_time',
  ],
  [
    'exporters',
    'otlp_grpc',
    { endpoint: 'a:1', retry_on_failure: { randomization_factor: 2 } },
    'retry_on_failure::randomization_factor',
  ],
  ['exporters', 'otlp_http', { endpoint: 'http://a', encoding: 'protobuf' }, 'encoding'],
  [
    'exporters',
    'otlp_http',
    { endpoint: 'http://a', compression_params: { level: 12 } },
    'compression_params::level',
  ],
  ['connectors', 'span_metrics', { dimensions: [{ name: 'a' }, { name: 'a' }] }, 'dimensions[1]::name'],
  ['connectors', 'span_metrics', { dimensions: [{ name: 'span.kind' }] }, 'dimensions[0]::name'],
  ['connectors', 'span_metrics', { histogram: { explicit: {}, exponential: {} } }, 'histogram::exponential'],
  ['connectors', 'count', { metrics: { a: { attributes: [{ key: 'b' }] } } }, 'metrics::a::attributes'],
  [
    'exporters',
    'kafka',
    { partition_logs_by_resource_attributes: true, partition_logs_by_trace_id: true },
    'partition_logs_by_trace_id',
  ],
  ['extensions', 'basicauth', {}, ''],
  ['extensions', 'bearertokenauth', { scheme: 'Bearer' }, ''],
  ['extensions', 'headers_setter', { headers: [{ key: 'a' }] }, 'headers[0]'],
  ['extensions', 'oauth2client', { client_id: 'a', client_secret: 'b' }, ''],
  ['extensions', 'health_check', { path: 'health' }, 'path'],
  ['extensions', 'opamp', { server: { ws: {} } }, 'server::ws'],
  ['extensions', 'k8s_leader_elector', { lease_name: 'a' }, 'lease_namespace'],
  [
    'extensions',
    'file_storage',
    { compaction: { on_rebound: true, check_interval: '0s' } },
    'compaction::check_interval',
  ],
];

const right: readonly (readonly [string, string, Body])[] = [
  [
    'receivers',
    'host_metrics',
    { scrapers: { cpu: null, process: { include: { names: ['a'], match_type: 'strict' } } } },
  ],
  [
    'receivers',
    'prometheus',
    { config: { scrape_configs: [{ job_name: 'a', scrape_interval: '5s', scrape_timeout: '5s' }] } },
  ],
  [
    'receivers',
    'prometheus',
    { target_allocator: { endpoint: 'http://a', interval: '30s', collector_id: 'c' } },
  ],
  ['receivers', 'prometheus', { config: '${file:/etc/prometheus.yaml}' }],
  [
    'receivers',
    'file_log',
    {
      include: ['/a'],
      operators: [
        { type: 'regex_parser', regex: '^(?P<a>.*)$', parse_from: 'attributes["log"]' },
        { type: 'container' },
        { type: 'csv_parser', header: 'a|b', delimiter: '|' },
        { type: 'csv_parser', header_attribute: 'columns' },
        { type: 'time_parser', parse_from: 'attributes.t', layout: '%Y-%m-%dT%H:%M:%S.%L%z' },
        { type: 'time_parser', parse_from: 'attributes.t', layout_type: 'gotime', layout: '2006-01-02' },
        { type: 'time_parser', parse_from: 'attributes.t', layout_type: 'epoch', layout: 's.ms' },
        { type: 'recombine', combine_field: 'body', is_first_entry: 'true', max_log_size: '1.5 MB' },
      ],
    },
  ],
  [
    'processors',
    'attributes',
    {
      actions: [
        { pattern: '^a', action: 'DELETE' },
        { key: 'b', action: 'upsert', value: false },
      ],
    },
  ],
  ['processors', 'attributes', { actions: [{ key: 'a', action: 'insert', value: '${env:A}' }] }],
  [
    'connectors',
    'routing',
    {
      table: [
        { statement: '${env:S}', condition: 'true', pipelines: ['metrics/behind'] },
        { statement: 'route()', condition: '${env:C}', pipelines: ['metrics/behind'] },
      ],
    },
  ],
  ['processors', 'probabilistic_sampler', { sampling_percentage: 150 }],
  ['processors', 'tail_sampling', { policies: [{ name: 'a', type: 'own_extension', own_extension: {} }] }],
  ['processors', 'k8s_attributes', null],
  [
    'processors',
    'transform',
    { error_mode: 'silent', trace_statements: [{ context: 'span', statements: [] }] },
  ],
  ['exporters', 'otlp_grpc', { endpoint: 'a:1', retry_on_failure: { max_elapsed_time: 0 } }],
  [
    'exporters',
    'otlp_grpc',
    { endpoint: 'a:1', retry_on_failure: { max_elapsed_time: '10s', max_interval: '10s' } },
  ],
  ['exporters', 'otlp_grpc', { endpoint: 'a:1', compression: '${env:COMPRESSION}' }],
  ['exporters', 'kafka', { partition_logs_by_resource_attributes: true, partition_logs_by_trace_id: false }],
  ['exporters', 'kafka', { partition_logs_by_trace_id: true }],
  ['exporters', 'debug', { verbosity: 'Detailed' }],
  ['extensions', 'basicauth', { client_auth: { username: 'a', password: '${env:P}' } }],
  ['extensions', 'headers_setter', { headers: [{ key: 'a', action: 'delete' }] }],
];

describe('CV-32', () => {
  it.each(wrong)('%s::%s %j is wrong in its place', (section, id, body, below) => {
    const place = `${section}::${id}${below === '' ? '' : `::${below}`}`;
    expect(places(rule, configuration(section, id, body))).toEqual([place]);
  });

  it.each(right)('%s::%s %j is right', (section, id, body) => {
    expect(places(rule, configuration(section, id, body))).toEqual([]);
  });

  it('judges the start only of components that run', () => {
    const text = `processors: {tail_sampling: {policies: [{type: always_sample}]}}\nservice: {pipelines: {}}\n`;
    expect(places(rule, text)).toEqual([]);
  });

  it('is not an error for a collector much older than the constraints', () => {
    const [section, id, body] = wrong[0] ?? ['', '', null];
    const [problem] = [...rule.check(subjectOf(configuration(section, id, body), { version: '0.113.0' }))];
    expect(problem?.severity).toBe('warning');
  });
});
