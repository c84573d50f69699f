import type { ComponentFields } from '../../../collector/catalog';
import { type Component, listed } from '../../../collector/effective';
import { at, entries, field, isEmpty, isOpen, isSet } from '../../../documents';
import {
  alike,
  all,
  type ComponentConstraints,
  type Constraint,
  distinct,
  distinctIn,
  durationWithin,
  each,
  excludes,
  fields,
  goRegexp,
  matches,
  needsOneOf,
  nonEmptyList,
  nonNegativeDuration,
  notEmpty,
  oneOf,
  positiveDuration,
  refused,
  values,
  when,
  within,
} from '../constraint';
import { forbiddenWhen, isOn, needs } from './shared';

/** A map has no other keys. */
function keysAmong(...known: readonly string[]): Constraint {
  return function* (value, path) {
    for (const [key] of entries(value))
      if (!known.includes(key)) yield { path: [...path, key], message: `is none of ${listed(known, 'or')}` };
  };
}

/** An account is given whole. */
const account: Constraint = function* (body, path) {
  if (isOpen(body) || isEmpty(field(body, 'username')) === isEmpty(field(body, 'password'))) return;
  const [given, absent] = isEmpty(field(body, 'password'))
    ? ['username', 'password']
    : ['password', 'username'];
  yield { path: [...path, given ?? ''], message: `goes only with "${absent}"`, fix: `Write "${absent}".` };
};

const one = (configuration: Constraint): ComponentConstraints => ({ configuration });

const elasticsearch: Constraint = all(
  excludes('endpoint', 'endpoints', 'cloudid'),
  function* (body, path) {
    // Where none is written the variable ELASTICSEARCH_URL may say it.
    for (const fault of needsOneOf('endpoint', 'endpoints', 'cloudid')(body, path))
      yield { ...fault, severity: 'warning' };
  },
  excludes('logs_index', 'logs_dynamic_index'),
  fields({
    mapping: fields({ mode: oneOf('', 'none', 'ecs', 'otel', 'raw', 'bodymap') }),
    retry: all(
      excludes('max_requests', 'max_retries'),
      fields({ max_requests: within({ atLeast: 0 }), max_retries: within({ atLeast: 0 }) }),
    ),
  }),
);

const s3Upload: Constraint = fields({
  s3uploader: all(
    needsOneOf('s3_bucket', 'endpoint'),
    fields({
      compression: oneOf('', 'none', 'gzip', 'zstd'),
      retry_mode: oneOf('nop', 'standard', 'adaptive'),
    }),
  ),
});

const signalfx = refused(
  (body) =>
    !isOpen(body) &&
    isEmpty(field(body, 'realm')) &&
    ['ingest_url', 'api_url'].some((name) => isEmpty(field(body, name))),
  'needs "realm", or both "ingest_url" and "api_url"',
);

const signals = ['traces', 'metrics', 'logs', 'profiles'];

const coralogix: Constraint = all(
  fields({
    protocol: oneOf('', 'grpc', 'http'),
    rate_limiter: when(
      isOn('enabled'),
      fields({ threshold: within({ above: 0 }), duration: positiveDuration }),
    ),
  }),
  refused(
    (body) =>
      !isOpen(body) &&
      isEmpty(field(body, 'domain')) &&
      signals.every((signal) => isEmpty(at(body, [signal, 'endpoint']))),
    'needs "domain", or the endpoint of a signal',
  ),
);

/** The hook that receivers of forges listen with. */
const webhook: Constraint = fields({
  required_headers: values(notEmpty),
  read_timeout: durationWithin({ atMost: 10e9 }),
  write_timeout: durationWithin({ atMost: 10e9 }),
});

const ofGitlab = ['X-Gitlab-Webhook-UUID', 'X-Gitlab-Event', 'X-Gitlab-Event-UUID', 'Idempotency-Key'];

const notOfGitlab: Constraint = function* (headers, path) {
  for (const [name] of entries(headers))
    if (ofGitlab.includes(name)) yield { path: [...path, name], message: 'is a header of GitLab’s own' };
};

const metricStartTime: Constraint = all(
  fields({
    strategy: oneOf('true_reset_point', 'subtract_initial_point', 'start_time_metric'),
    gc_interval: positiveDuration,
    start_time_metric_regex: goRegexp,
  }),
  forbiddenWhen(
    'start_time_metric_regex',
    (body) => !isOpen(body) && field(body, 'strategy') !== 'start_time_metric',
    'without the strategy start_time_metric',
  ),
);

/** Where a schema is published: its version ends the path. */
const schemaUrl = matches(
  /^https?:\/\/[^/]+\/(?:.*\/)?\d+\.\d+\.\d+$/,
  'is not a URL of a schema that ends in its version',
);

const schema: Constraint = all(
  needs('targets'),
  fields({
    targets: all(
      each(schemaUrl),
      distinct((url) => url.replace(/\/[^/]*$/, '')),
    ),
    prefetch: each(schemaUrl),
    cache_cooldown: nonNegativeDuration,
    cache_retry_limit: within({ atLeast: 0 }),
  }),
);

const kinds = ['histogram', 'exponential_histogram', 'sum', 'gauge'];

const madeAttributes: Constraint = all(
  each(
    all(
      needsOneOf('key', 'keys_expression'),
      excludes('key', 'keys_expression'),
      refused(
        (attribute) => isOn('optional')(attribute) && isSet(field(attribute, 'default_value')),
        'excludes "optional"',
        { at: ['default_value'] },
      ),
    ),
  ),
  distinctIn('key'),
);

const madeMetric: Constraint = all(
  needs('name'),
  function* (metric, path) {
    if (isOpen(metric)) return;
    const given = kinds.filter((kind) => isSet(field(metric, kind)));
    if (given.length !== 1)
      yield { path, message: `needs exactly one of ${listed(kinds, 'or')}, and has ${given.length}` };
  },
  alike(kinds, when(isSet, needs('value'))),
  alike(['attributes', 'include_resource_attributes'], madeAttributes),
);

const madeFrom = ['spans', 'datapoints', 'logs', 'profiles'];

const query: Constraint = all(
  needs('sql'),
  refused(
    (item) => !isOpen(item) && isEmpty(field(item, 'logs')) && isEmpty(field(item, 'metrics')),
    'needs "logs" or "metrics"',
  ),
  fields({ metrics: each(needs('metric_name', 'value_column')), logs: each(needs('body_column')) }),
);

const mongodb = all(account, fields({ hosts: each(needs('endpoint')) }));

/** What the catalog calls required of a component whose own validation stands nowhere else: without it the component refuses to run. */
export function requiredFields(fieldsOfType: ComponentFields | undefined): Constraint {
  const names = [...(fieldsOfType?.config.fields.values() ?? [])]
    .filter(({ required }) => required)
    .map(({ name }) => name);
  return needs(...names);
}

/**
 * What components of contrib demand that the Kubernetes distribution does not hold, beside the fields that the catalog calls required
 * (exporters of contrib 0.124 to 0.158, processors and connectors of 0.158).
 */
export const contribConstraints: {
  readonly [kind in Component['class']]: { readonly [type: string]: ComponentConstraints };
} = {
  receiver: {
    elasticsearch: one(account),
    github: one(fields({ scrapers: keysAmong('scraper'), webhook })),
    gitlab: one(fields({ webhook: all(webhook, fields({ required_headers: notOfGitlab })) })),
    mongodb: one(mongodb),
    sqlquery: one(fields({ queries: each(query) })),
    systemd: one(fields({ scope: oneOf('system', 'user'), units: nonEmptyList })),
  },
  processor: { metric_start_time: one(metricStartTime), schema: one(schema) },
  exporter: {
    awss3: one(s3Upload),
    coralogix: one(coralogix),
    datadog: one(fields({ api: needs('key') })),
    elasticsearch: one(elasticsearch),
    signalfx: one(signalfx),
  },
  connector: {
    signal_to_metrics: one(all(needsOneOf(...madeFrom), alike(madeFrom, each(madeMetric)))),
  },
  extension: {
    jaegerremotesampling: one(function* (body, path) {
      const source = field(body, 'source');
      if (isOpen(body) || isOpen(source)) return;
      const given = ['file', 'remote'].filter((name) => isSet(field(source, name)));
      if (given.length === 0) yield { path, message: 'needs "source.file" or "source.remote"' };
      if (given.length === 2) yield { path: [...path, 'source', 'remote'], message: 'excludes "file"' };
    }),
  },
};
