import fc from 'fast-check';

type Data = null | boolean | number | string | readonly Data[] | { readonly [key: string]: Data };
type Job = { readonly [key: string]: Data };

/** A receiver's `config` with what was done to it, for the report. */
export interface PrometheusCase {
  readonly name: string;
  readonly config: Data;
}

/** A collector whose only doubtful part is the receiver's configuration. */
export function configurationOf({ config }: PrometheusCase): object {
  return {
    receivers: { prometheus: { config } },
    exporters: { debug: {} },
    service: { pipelines: { metrics: { receivers: ['prometheus'], exporters: ['debug'] } } },
  };
}

const discoveries: readonly Job[] = [
  { static_configs: [{ targets: ['localhost:8888', 'app.shop:9090'], labels: { team: 'a' } }] },
  { kubernetes_sd_configs: [{ role: 'pod' }] },
  { kubernetes_sd_configs: [{ role: 'endpoints', namespaces: { names: ['shop'] } }] },
  { kubernetes_sd_configs: [{ role: 'node' }] },
  { kubernetes_sd_configs: [{ role: 'pod', selectors: [{ role: 'pod', label: 'app=a' }] }] },
  { dns_sd_configs: [{ names: ['a.shop.svc'], type: 'A', port: 9090, refresh_interval: '30s' }] },
  { dns_sd_configs: [{ names: ['_http._tcp.shop'] }] },
  { file_sd_configs: [{ files: ['/etc/targets/*.json'], refresh_interval: '1m' }] },
  { http_sd_configs: [{ url: 'http://discovery.shop:8080/targets' }] },
];

const clients: readonly Job[] = [
  {},
  { basic_auth: { username: 'a', password: 'b' } },
  { basic_auth: { username: 'a', password_file: '/etc/secret' } },
  { authorization: { type: 'Bearer', credentials: 'c' } },
  { authorization: { credentials_file: '/etc/hosts' } },
  { bearer_token_file: '/etc/hosts' },
  { scheme: 'https', tls_config: { insecure_skip_verify: true, server_name: 'a' } },
  { oauth2: { client_id: 'a', client_secret: 'b', token_url: 'https://login.example.org/token' } },
];

const relabelings: readonly (readonly Data[])[] = [
  [],
  [{ source_labels: ['__meta_kubernetes_pod_label_app'], target_label: 'app' }],
  [
    {
      source_labels: ['a', 'b'],
      separator: ';',
      regex: '(.+);(.+)',
      target_label: 'c',
      replacement: '$$1-$$2',
    },
  ],
  [{ action: 'keep', source_labels: ['a'], regex: 'true' }],
  [{ action: 'drop', source_labels: ['a'], regex: 'x|y' }],
  [{ action: 'labelmap', regex: '__meta_kubernetes_pod_label_(.+)' }],
  [{ action: 'labeldrop', regex: 'tmp_.*' }],
  [{ action: 'labelkeep', regex: 'app|team' }],
  [{ action: 'hashmod', source_labels: ['__address__'], modulus: 4, target_label: '__tmp' }],
  [{ action: 'lowercase', source_labels: ['a'], target_label: 'b' }],
  [{ action: 'keepequal', source_labels: ['a'], target_label: 'b' }],
  [{ target_label: 'cluster', replacement: 'one' }],
];

const jobs: fc.Arbitrary<Job> = fc
  .record({
    discovery: fc.constantFrom(...discoveries),
    client: fc.constantFrom(...clients),
    relabel: fc.constantFrom(...relabelings),
    metric: fc.constantFrom(...relabelings),
    timing: fc.constantFrom<Job>(
      {},
      { scrape_interval: '30s' },
      { scrape_interval: '1m30s', scrape_timeout: '20s' },
    ),
    extra: fc.constantFrom<Job>(
      {},
      { metrics_path: '/metrics', params: { match: ['a'] } },
      { honor_labels: true, honor_timestamps: false },
      { sample_limit: 100, label_limit: 5, body_size_limit: '10MB' },
      { follow_redirects: false, enable_http2: false },
      { scrape_protocols: ['PrometheusText0.0.4', 'OpenMetricsText1.0.0'] },
      { proxy_url: 'http://proxy:3128' },
      { always_scrape_classic_histograms: true },
    ),
  })
  .map(({ discovery, client, relabel, metric, timing, extra }) => ({
    ...discovery,
    ...client,
    ...timing,
    ...extra,
    ...(relabel.length === 0 ? {} : { relabel_configs: relabel }),
    ...(metric.length === 0 ? {} : { metric_relabel_configs: metric }),
  }));

type Change = readonly [name: string, change: (job: Job) => Job];
const set = (name: string, ...entries: readonly [string, Data][]): Change => [
  name,
  (job) => ({ ...job, ...Object.fromEntries(entries) }),
];
const relabel = (name: string, rule: Data): Change => set(`relabel: ${name}`, ['relabel_configs', [rule]]);
const only = (name: string, discovery: Job): Change => [
  name,
  (job) => ({
    ...Object.fromEntries(
      Object.entries(job).filter(([key]) => !/_configs$/.test(key) || key.includes('relabel')),
    ),
    ...discovery,
  }),
];

/** What is done to one job; many of these are faults, some only look like one. */
const changes: readonly Change[] = [
  ['nothing', (job) => job],
  ['nothing', (job) => job],
  ['nothing', (job) => job],
  ['nothing', (job) => job],
  set('unknown key', ['scrape_intervall', '30s']),
  set('unknown key', ['target', 'a:1']),
  set('interval without unit', ['scrape_interval', '30']),
  set('interval as number', ['scrape_interval', 30]),
  set('interval with a blank', ['scrape_interval', '30 s']),
  set('interval with a fraction', ['scrape_interval', '1.5m']),
  set('interval of days', ['scrape_interval', '1d'], ['scrape_timeout', '10s']),
  set('interval of zero', ['scrape_interval', '0s']),
  set('interval empty', ['scrape_interval', '']),
  set('timeout longer', ['scrape_interval', '10s'], ['scrape_timeout', '20s']),
  set('timeout as long', ['scrape_interval', '10s'], ['scrape_timeout', '10s']),
  set('scheme ftp', ['scheme', 'ftp']),
  set('scheme upper case', ['scheme', 'HTTP']),
  set('path as number', ['metrics_path', 5]),
  set('path without slash', ['metrics_path', 'metrics']),
  set('params not lists', ['params', { match: 'a' }]),
  set('honor_labels as text', ['honor_labels', 'yes please']),
  set('honor_labels as quoted word', ['honor_labels', 'true']),
  set('limit negative', ['sample_limit', -1]),
  set('limit as text', ['sample_limit', 'many']),
  set('limit as quoted number', ['sample_limit', '5']),
  set('size without unit', ['body_size_limit', '10']),
  set('size of another kind', ['body_size_limit', '10 potatoes']),
  set('protocol unknown', ['scrape_protocols', ['Text']]),
  set('protocol twice', ['scrape_protocols', ['PrometheusText0.0.4', 'PrometheusText0.0.4']]),
  set('protocols empty', ['scrape_protocols', []]),
  set('fallback protocol', ['fallback_scrape_protocol', 'PrometheusText0.0.4']),
  set('fallback protocol unknown', ['fallback_scrape_protocol', 'Text']),
  set('validation scheme', ['metric_name_validation_scheme', 'legacy']),
  set('validation scheme unknown', ['metric_name_validation_scheme', 'old']),
  set(
    'two ways to authenticate',
    ['basic_auth', { username: 'a', password: 'b' }],
    ['authorization', { credentials: 'c' }],
  ),
  set('two passwords', ['basic_auth', { username: 'a', password: 'b', password_file: '/c' }]),
  set('two user names', ['basic_auth', { username: 'a', username_file: '/c' }]),
  set('token and token file', ['bearer_token', 'a'], ['bearer_token_file', '/b']),
  set('token and basic', ['bearer_token', 'a'], ['basic_auth', { username: 'a', password: 'b' }]),
  set('authorization basic', ['authorization', { type: 'Basic', credentials: 'a' }]),
  set('two credentials', ['authorization', { credentials: 'a', credentials_file: '/b' }]),
  set('basic_auth unknown key', ['basic_auth', { user: 'a', password: 'b' }]),
  set('certificate alone', ['tls_config', { cert_file: '/a' }]),
  set('key alone', ['tls_config', { key_file: '/a' }]),
  set('tls unknown key', ['tls_config', { insecure: true }]),
  set('tls version', ['tls_config', { min_version: 'TLS12' }]),
  set('tls version unknown', ['tls_config', { min_version: '1.2' }]),
  set('ca twice', ['tls_config', { ca: 'x', ca_file: '/y' }]),
  set('oauth without url', ['oauth2', { client_id: 'a', client_secret: 'b' }]),
  set('oauth without id', ['oauth2', { client_secret: 'b', token_url: 'http://a/b' }]),
  set(
    'oauth and basic',
    ['oauth2', { client_id: 'a', client_secret: 'b', token_url: 'http://a/b' }],
    ['basic_auth', { username: 'a', password: 'b' }],
  ),
  set('proxy and environment', ['proxy_url', 'http://p:1'], ['proxy_from_environment', true]),
  set('no_proxy alone', ['no_proxy', 'a.b']),
  relabel('unknown action', { action: 'replce', source_labels: ['a'], target_label: 'b' }),
  relabel('action in upper case', { action: 'KEEP', source_labels: ['a'], regex: 'b' }),
  relabel('replace without target', { source_labels: ['a'], regex: 'b' }),
  relabel('bad regex', { action: 'keep', source_labels: ['a'], regex: '(b' }),
  relabel('lookahead', { action: 'keep', source_labels: ['a'], regex: '(?=b)' }),
  relabel('hashmod without modulus', { action: 'hashmod', source_labels: ['a'], target_label: 'b' }),
  relabel('hashmod of zero', { action: 'hashmod', source_labels: ['a'], target_label: 'b', modulus: 0 }),
  relabel('labelmap with target', { action: 'labelmap', regex: 'a(.*)', target_label: 'b' }),
  relabel('labeldrop with source', { action: 'labeldrop', regex: 'a', source_labels: ['b'] }),
  relabel('labelkeep with replacement', { action: 'labelkeep', regex: 'a', replacement: 'b' }),
  relabel('source as text', { source_labels: 'a', target_label: 'b' }),
  relabel('unknown key', { source_label: ['a'], target_label: 'b' }),
  relabel('odd label name', { source_labels: ['a'], target_label: 'a-b' }),
  relabel('target with a group', { source_labels: ['a'], target_label: 'x_$$1' }),
  relabel('lowercase without target', { action: 'lowercase', source_labels: ['a'] }),
  relabel('keepequal with regex', {
    action: 'keepequal',
    source_labels: ['a'],
    target_label: 'b',
    regex: 'c',
  }),
  relabel('keepequal without source', { action: 'keepequal', target_label: 'b' }),
  relabel('regex as number', { action: 'keep', source_labels: ['a'], regex: 9090 }),
  relabel('dollar with braces', { source_labels: ['a'], target_label: 'b', replacement: '${1}' }),
  relabel('one dollar', { source_labels: ['a'], target_label: 'b', replacement: '$1' }),
  relabel('nothing at all', null),
  relabel('empty', {}),
  set('relabel as a map', ['relabel_configs', { target_label: 'a' }]),
  set('metric relabel unknown action', ['metric_relabel_configs', [{ action: 'keeep', regex: 'a' }]]),
  only('static target with scheme', { static_configs: [{ targets: ['http://a:1'] }] }),
  only('static target with path', { static_configs: [{ targets: ['a:1/metrics'] }] }),
  only('static without targets', { static_configs: [{ labels: { a: 'b' } }] }),
  only('static target as text', { static_configs: [{ targets: 'a:1' }] }),
  only('static as a map', { static_configs: { targets: ['a:1'] } }),
  only('static unknown key', { static_configs: [{ target: ['a:1'] }] }),
  only('static label as number', { static_configs: [{ targets: ['a:1'], labels: { a: 1 } }] }),
  only('static odd label', { static_configs: [{ targets: ['a:1'], labels: { 'a-b': 'c' } }] }),
  only('static empty list', { static_configs: [] }),
  only('no discovery', {}),
  only('kubernetes without role', { kubernetes_sd_configs: [{}] }),
  only('kubernetes role unknown', { kubernetes_sd_configs: [{ role: 'pods' }] }),
  only('kubernetes role upper case', { kubernetes_sd_configs: [{ role: 'Pod' }] }),
  only('kubernetes selector of another role', {
    kubernetes_sd_configs: [{ role: 'pod', selectors: [{ role: 'service', label: 'a' }] }],
  }),
  only('kubernetes selector twice', {
    kubernetes_sd_configs: [{ role: 'pod', selectors: [{ role: 'pod' }, { role: 'pod' }] }],
  }),
  only('kubernetes bad selector', {
    kubernetes_sd_configs: [{ role: 'pod', selectors: [{ role: 'pod', label: 'a in' }] }],
  }),
  only('kubernetes api and kubeconfig', {
    kubernetes_sd_configs: [{ role: 'pod', api_server: 'https://a', kubeconfig_file: '/b' }],
  }),
  only('kubernetes auth without server', {
    kubernetes_sd_configs: [{ role: 'pod', basic_auth: { username: 'a', password: 'b' } }],
  }),
  only('kubernetes unknown key', { kubernetes_sd_configs: [{ role: 'pod', namespace: 'a' }] }),
  only('kubernetes namespaces as list', { kubernetes_sd_configs: [{ role: 'pod', namespaces: ['a'] }] }),
  only('dns without names', { dns_sd_configs: [{ type: 'A', port: 1 }] }),
  only('dns A without port', { dns_sd_configs: [{ names: ['a'], type: 'A' }] }),
  only('dns type unknown', { dns_sd_configs: [{ names: ['a'], type: 'TXT', port: 1 }] }),
  only('dns type lower case', { dns_sd_configs: [{ names: ['a'], type: 'a', port: 1 }] }),
  only('dns name as text', { dns_sd_configs: [{ names: 'a' }] }),
  only('file without files', { file_sd_configs: [{}] }),
  only('file of another kind', { file_sd_configs: [{ files: ['/a.txt'] }] }),
  only('file pattern in folder', { file_sd_configs: [{ files: ['/a/*/b.json'] }] }),
  only('http without url', { http_sd_configs: [{}] }),
  only('http relative url', { http_sd_configs: [{ url: '/a' }] }),
  only('http of another scheme', { http_sd_configs: [{ url: 'ftp://a/b' }] }),
  only('http without host', { http_sd_configs: [{ url: 'http:///b' }] }),
  only('http unknown key', { http_sd_configs: [{ url: 'http://a/b', urls: [] }] }),
  only('consul', { consul_sd_configs: [{ server: 'a:8500', services: ['b'] }] }),
  only('consul without server', { consul_sd_configs: [{ server: '' }] }),
  only('ec2', { ec2_sd_configs: [{ region: 'eu-west-1', port: 9100 }] }),
  only('discovery unknown', { kubernetes_sd_config: [{ role: 'pod' }] }),
];

/** What is done to the configuration as a whole. */
const wholes: readonly (readonly [name: string, extra: { readonly [key: string]: Data }])[] = [
  ['', {}],
  ['', {}],
  ['', {}],
  ['', {}],
  ['', {}],
  ['', {}],
  ['global', { global: { scrape_interval: '15s', scrape_timeout: '5s', external_labels: { a: 'b' } } }],
  ['global timeout longer', { global: { scrape_interval: '5s', scrape_timeout: '10s' } }],
  ['global short interval', { global: { scrape_interval: '5s' } }],
  ['global unknown key', { global: { interval: '5s' } }],
  ['remote_write', { remote_write: [{ url: 'http://a/b' }] }],
  ['rule_files', { rule_files: ['a.yaml'] }],
  ['alerting', { alerting: { alertmanagers: [{ static_configs: [{ targets: ['a:1'] }] }] } }],
  ['scrape_config', { scrape_config: [] }],
  ['storage', { storage: { exemplars: { max_exemplars: 5 } } }],
];

/** Configurations of the receiver `prometheus`: two jobs, one of them changed at most. */
export const prometheusCases: fc.Arbitrary<PrometheusCase> = fc
  .tuple(
    jobs,
    jobs,
    fc.constantFrom(...changes),
    fc.constantFrom(...wholes),
    fc.constantFrom('two', 'one', 'two', 'two'),
  )
  .map(([first, second, [name, change], [whole, extra], secondName]) => ({
    name: [name, whole, secondName === 'one' ? 'same name twice' : '']
      .filter((part) => part !== '')
      .join(', '),
    config: {
      ...extra,
      scrape_configs: [
        { job_name: 'one', ...change(first) },
        { job_name: secondName, ...second },
      ],
    },
  }));

/** One case for each change, so that none is left to chance. */
export const prometheusChanges: readonly PrometheusCase[] = changes.map(([name, change]) => ({
  name,
  config: { scrape_configs: [{ job_name: 'one', ...change({ static_configs: [{ targets: ['a:1'] }] }) }] },
}));
