import { field, isEmpty, isMap, isOpen, isSet, items, knownText } from '../../../documents';
import {
  all,
  type Constraint,
  distinct,
  each,
  fields,
  oneOf,
  positiveDuration,
  when,
  within,
} from '../constraint';
import { dnsDiscovery, httpDiscovery, kubernetesDiscovery, prometheusClient } from './prometheus-client';
import { prometheusDurations } from './prometheus-durations';
import { relabelRules } from './relabel';
import { nonEmptyText, requiredWhen } from './shared';

/** Parts of a Prometheus configuration that the receiver refuses. */
const unsupported: readonly (readonly string[])[] = [
  ['remote_write'],
  ['remote_read'],
  ['rule_files'],
  ['alerting', 'alert_relabel_configs'],
  ['alerting', 'alertmanagers'],
];

/** A client's certificate comes with its key. */
const clientPair: Constraint = function* (job, path) {
  const tls = field(job, 'tls_config');
  if (!isMap(tls)) return;
  const has = (name: string): boolean =>
    ['', '_file', '_ref'].some((suffix) => !isEmpty(field(tls, `${name}${suffix}`)));
  if (has('cert') === has('key')) return;
  yield {
    path: [...path, 'tls_config'],
    message: has('cert') ? 'has a certificate without its key' : 'has a key without its certificate',
  };
};

const targetAllocator: Constraint = all(
  function* (block, path) {
    if (!isMap(block) || block.enabled === false || Object.keys(block).length === 0) return;
    for (const name of ['endpoint', 'interval', 'collector_id']) {
      if (field(block, name) === undefined) yield { path, message: `needs "${name}"` };
    }
    const endpoint = knownText(field(block, 'endpoint'));
    if (endpoint !== undefined && !/^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(endpoint)) {
      yield { path: [...path, 'endpoint'], message: `must be a URL, and is "${endpoint}"` };
    }
  },
  fields({ interval: positiveDuration, collector_id: nonEmptyText }),
);

const discovery: Constraint = all(
  clientPair,
  kubernetesDiscovery,
  requiredWhen('role', isMap, ''),
  fields({ role: oneOf('node', 'pod', 'service', 'endpoints', 'endpointslice', 'ingress') }),
);

const fileNames: Constraint = each(function* (value, path) {
  const text = knownText(value);
  if (text === undefined || /^[^*]*(?:\*[^/]*)?\.(?:json|yml|yaml|JSON|YML|YAML)$/.test(text)) return;
  yield { path, message: `must be a file or pattern that ends in .json, .yml or .yaml, and is "${text}"` };
});

const protocols = [
  'PrometheusProto',
  'OpenMetricsText0.0.1',
  'OpenMetricsText1.0.0',
  'PrometheusText0.0.4',
  'PrometheusText1.0.0',
];

/** An amount of bytes with its unit. */
const byteSize: Constraint = function* (value, path) {
  const text = typeof value === 'number' ? String(value) : knownText(value);
  if (text === undefined || text === '' || text === '0' || /^(?:\d+(?:\.\d+)?(?:B|[KMGTPE]i?B))+$/.test(text))
    return;
  yield { path, message: `is not a size with a unit: "${text}"`, fix: 'Write a size such as 10MB.' };
};

const target: Constraint = function* (value, path) {
  const text = knownText(value);
  if (text === undefined || !text.includes('/')) return;
  yield {
    path,
    message: `must be host and port, and is "${text}"`,
    fix: 'Write host:port alone; scheme and metrics_path have fields of their own.',
  };
};

const count = within({ atLeast: 0 });

/** What a job and the settings for all jobs have in common. */
const scraping: Constraint = fields({
  scrape_protocols: all(
    function* (value, path) {
      if (Array.isArray(value) && value.length === 0) yield { path, message: 'must not be empty' };
    },
    each(oneOf(...protocols)),
    distinct(),
  ),
  metric_name_validation_scheme: oneOf('', 'utf8', 'legacy'),
  body_size_limit: byteSize,
  sample_limit: count,
  target_limit: count,
  label_limit: count,
  label_name_length_limit: count,
  label_value_length_limit: count,
  keep_dropped_targets: count,
});

const job: Constraint = all(
  clientPair,
  prometheusClient,
  // A relabel rule may make an address of whatever stands there.
  when(
    (own) => isEmpty(field(own, 'relabel_configs')),
    fields({ static_configs: each(fields({ targets: each(target) })) }),
  ),
  relabelRules,
  scraping,
  fields({
    fallback_scrape_protocol: oneOf('', ...protocols),
    dns_sd_configs: each(dnsDiscovery),
    http_sd_configs: each(httpDiscovery),
    consul_sd_configs: each(function* (value, path) {
      if (field(value, 'server') === '') yield { path: [...path, 'server'], message: 'must not be empty' };
    }),
    kubernetes_sd_configs: each(discovery),
    file_sd_configs: each(all(requiredWhen('files', isMap, ''), fields({ files: fileNames }))),
  }),
);

/** Jobs have names, each of its own. */
const jobNames: Constraint = function* (value, path) {
  const seen = new Set<string>();
  for (const [index, item] of items(value).entries()) {
    const name = field(item, 'job_name');
    if (isMap(item) && (!isSet(name) || name === ''))
      yield { path: [...path, index], message: 'needs "job_name"' };
    const text = knownText(name);
    if (text === undefined || text === '') continue;
    if (seen.has(text)) yield { path: [...path, index, 'job_name'], message: `repeats "${text}"` };
    seen.add(text);
  }
};

const sources: Constraint = function* (body, path) {
  const config = field(body, 'config');
  const allocator = field(body, 'target_allocator');
  if (isOpen(body) || isOpen(config) || isOpen(allocator)) return;
  const scrapes = ['scrape_configs', 'scrape_config_files'].some((name) => !isEmpty(field(config, name)));
  const allocates = isMap(allocator) && Object.keys(allocator).length > 0 && allocator.enabled !== false;
  if (scrapes || allocates) return;
  yield {
    path: config === undefined ? path : [...path, 'config'],
    message: 'needs scrape_configs or a target_allocator',
  };
};

const onlySupported: Constraint = function* (config, path) {
  for (const keys of unsupported) {
    const value = keys.reduce<typeof config>((holder, key) => field(holder, key), config);
    if (isEmpty(value)) continue;
    yield {
      path: [...path, ...keys],
      message: 'is not supported by the receiver',
      fix: `Remove "${keys[keys.length - 1]}".`,
    };
  }
};

/** The prometheus receiver; its `config` is decoded by Prometheus itself (contrib 0.158). */
export const prometheus: Constraint = all(
  sources,
  fields({
    config: all(
      onlySupported,
      prometheusDurations,
      fields({ global: scraping, scrape_configs: all(jobNames, each(job)) }),
    ),
    target_allocator: targetAllocator,
  }),
);
