import type { ComponentFields } from '../../../collector/catalog';
import { listed } from '../../../collector/effective';
import { at, entries, field, isEmpty, isOpen, isSet, items, knownText } from '../../../documents';
import {
  all,
  type Constraint,
  distinct,
  durationWithin,
  each,
  excludes,
  fields,
  goRegexp,
  needsOneOf,
  nonNegativeDuration,
  notEmpty,
  oneOf,
  positiveDuration,
  values,
  when,
  within,
} from '../constraint';
import type { ComponentConstraints } from './component-constraints';
import { forbiddenWhen, requiredWhen } from './shared';

/** Each of the fields holds something: without it the component’s own validation refuses the configuration. */
function needs(...names: readonly string[]): Constraint {
  return all(...names.map((name) => requiredWhen(name, () => true, '')));
}

/** A list that is written holds something; one that is not has its default. */
const notEmptyList: Constraint = function* (value, path) {
  if (Array.isArray(value) && value.length === 0) yield { path, message: 'must not be empty' };
};

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

const signalfx: Constraint = function* (body, path) {
  if (isOpen(body) || !isEmpty(field(body, 'realm'))) return;
  if (isEmpty(field(body, 'ingest_url')) || isEmpty(field(body, 'api_url')))
    yield { path, message: 'needs "realm", or both "ingest_url" and "api_url"' };
};

const coralogix: Constraint = all(
  fields({
    protocol: oneOf('', 'grpc', 'http'),
    rate_limiter: when(
      (limiter) => field(limiter, 'enabled') === true,
      fields({ threshold: within({ above: 0 }), duration: positiveDuration }),
    ),
  }),
  function* (body, path) {
    if (isOpen(body) || !isEmpty(field(body, 'domain'))) return;
    const signals = ['traces', 'metrics', 'logs', 'profiles'];
    if (signals.every((signal) => isEmpty(at(body, [signal, 'endpoint']))))
      yield { path, message: 'needs "domain", or the endpoint of a signal' };
  },
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
const schemaUrl: Constraint = function* (value, path) {
  const text = knownText(value);
  if (text !== undefined && !/^https?:\/\/[^/]+\/(?:.*\/)?\d+\.\d+\.\d+$/.test(text))
    yield { path, message: `is no URL of a schema that ends in its version, and is "${text}"` };
};

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
      function* (attribute, path) {
        if (field(attribute, 'optional') === true && isSet(field(attribute, 'default_value')))
          yield { path: [...path, 'default_value'], message: 'excludes "optional"' };
      },
    ),
  ),
  function* (attributes, path) {
    const keys = items(attributes).map((attribute) => knownText(field(attribute, 'key')));
    for (const [index, key] of keys.entries())
      if (key !== undefined && key !== '' && keys.indexOf(key) < index)
        yield { path: [...path, index, 'key'], message: `repeats "${key}"` };
  },
);

const madeMetric: Constraint = all(
  needs('name'),
  function* (metric, path) {
    if (isOpen(metric)) return;
    const given = kinds.filter((kind) => isSet(field(metric, kind)));
    if (given.length !== 1)
      yield { path, message: `needs exactly one of ${listed(kinds, 'or')}, and has ${given.length}` };
  },
  fields({
    ...Object.fromEntries(kinds.map((kind) => [kind, when(isSet, needs('value'))])),
    attributes: madeAttributes,
    include_resource_attributes: madeAttributes,
  }),
);

const madeFrom = ['spans', 'datapoints', 'logs', 'profiles'];

const query: Constraint = all(
  needs('sql'),
  function* (item, path) {
    if (!isOpen(item) && isEmpty(field(item, 'logs')) && isEmpty(field(item, 'metrics')))
      yield { path, message: 'needs "logs" or "metrics"' };
  },
  fields({ metrics: each(needs('metric_name', 'value_column')), logs: each(needs('body_column')) }),
);

const mongodb: Constraint = all(account, function* (body, path) {
  for (const [index, host] of items(field(body, 'hosts')).entries())
    yield* needs('endpoint')(host, [...path, 'hosts', index]);
});

/** What the catalog calls required of a component whose own validation stands nowhere else: without it the component refuses to run. */
export function requiredFields(fieldsOfType: ComponentFields | undefined): Constraint {
  const names = [...(fieldsOfType?.config.fields.values() ?? [])]
    .filter(({ required }) => required)
    .map(({ name }) => name);
  return needs(...names);
}

/** What exporters of contrib demand that the Kubernetes distribution does not hold (contrib 0.124 to 0.158). */
export const contribExporters: { readonly [type: string]: ComponentConstraints } = {
  awss3: one(s3Upload),
  coralogix: one(coralogix),
  datadog: one(fields({ api: needs('key') })),
  elasticsearch: one(elasticsearch),
  signalfx: one(signalfx),
};

/** What receivers of contrib demand that the Kubernetes distribution does not hold. */
export const contribReceivers: { readonly [type: string]: ComponentConstraints } = {
  elasticsearch: one(account),
  github: one(fields({ scrapers: keysAmong('scraper'), webhook })),
  gitlab: one(fields({ webhook: all(webhook, fields({ required_headers: notOfGitlab })) })),
  mongodb: one(mongodb),
  sqlquery: one(fields({ queries: each(query) })),
  systemd: one(fields({ scope: oneOf('system', 'user'), units: notEmptyList })),
};

/** What processors of contrib demand that the Kubernetes distribution does not hold (contrib 0.158). */
export const contribProcessors: { readonly [type: string]: ComponentConstraints } = {
  metric_start_time: one(metricStartTime),
  schema: one(schema),
};

/** What connectors of contrib demand that the Kubernetes distribution does not hold (contrib 0.158). */
export const contribConnectors: { readonly [type: string]: ComponentConstraints } = {
  signal_to_metrics: one(
    all(
      needsOneOf(...madeFrom),
      fields(Object.fromEntries(madeFrom.map((signal) => [signal, each(madeMetric)]))),
    ),
  ),
};

/** What extensions of contrib demand that the Kubernetes distribution does not hold. */
export const contribExtensions: { readonly [type: string]: ComponentConstraints } = {
  jaegerremotesampling: one(function* (body, path) {
    const source = field(body, 'source');
    if (isOpen(body) || isOpen(source)) return;
    const given = ['file', 'remote'].filter((name) => isSet(field(source, name)));
    if (given.length === 0) yield { path, message: 'needs "source.file" or "source.remote"' };
    if (given.length === 2) yield { path: [...path, 'source', 'remote'], message: 'excludes "file"' };
  }),
};
