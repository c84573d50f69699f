import { field, isEmpty, isMap, isOpen, knownText } from '../../../documents';
import {
  alike,
  all,
  type Constraint,
  distinct,
  distinctIn,
  each,
  fields,
  matches,
  nonEmptyList,
  nonEmptyText,
  oneOf,
  positiveDuration,
  when,
  within,
} from '../constraint';
import { dnsDiscovery, httpDiscovery, kubernetesDiscovery, prometheusClient } from './prometheus-client';
import { prometheusDurations } from './prometheus-durations';
import { relabelRules } from './relabel';
import { lacks, required } from './shared';

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
    yield* fields({ endpoint: matches(/^(?:[a-z][a-z0-9+.-]*:|\/)/i, 'must be a URL') })(block, path);
  },
  fields({ interval: positiveDuration, collector_id: nonEmptyText }),
);

const discovery: Constraint = all(
  clientPair,
  kubernetesDiscovery,
  required('role'),
  fields({ role: oneOf('node', 'pod', 'service', 'endpoints', 'endpointslice', 'ingress') }),
);

const fileNames = each(
  matches(
    /^[^*]*(?:\*[^/]*)?\.(?:json|yml|yaml|JSON|YML|YAML)$/,
    'must be a file or pattern that ends in .json, .yml or .yaml',
  ),
);

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

const target = matches(/^[^/]*$/, 'must be host and port', {
  fix: 'Write host:port alone; scheme and metrics_path have fields of their own.',
});

const counts =
  'sample_limit target_limit label_limit label_name_length_limit label_value_length_limit keep_dropped_targets'.split(
    ' ',
  );

/** What a job and the settings for all jobs have in common. */
const scraping: Constraint = all(
  fields({
    scrape_protocols: all(nonEmptyList, each(oneOf(...protocols)), distinct()),
    metric_name_validation_scheme: oneOf('', 'utf8', 'legacy'),
    body_size_limit: byteSize,
  }),
  alike(counts, within({ atLeast: 0 })),
);

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
    consul_sd_configs: each(fields({ server: nonEmptyText })),
    kubernetes_sd_configs: each(discovery),
    file_sd_configs: each(all(required('files'), fields({ files: fileNames }))),
  }),
);

/** Jobs have names, each of its own. */
const jobNames = all(each(lacks('job_name')), distinctIn('job_name'));

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
