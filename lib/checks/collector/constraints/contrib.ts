import type { ComponentFields } from '../../../collector/catalog';
import { at, field, isEmpty, isOpen, isSet, items } from '../../../documents';
import { all, type Constraint, each, excludes, fields, needsOneOf, oneOf, within } from '../constraint';
import type { ComponentConstraints } from './component-constraints';
import { requiredWhen } from './shared';

/** Each of the fields holds something: without it the component’s own validation refuses the configuration. */
function needs(...names: readonly string[]): Constraint {
  return all(...names.map((name) => requiredWhen(name, () => true, '')));
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

const coralogix: Constraint = function* (body, path) {
  if (isOpen(body) || !isEmpty(field(body, 'domain'))) return;
  const signals = ['traces', 'metrics', 'logs', 'profiles'];
  if (signals.every((signal) => isEmpty(at(body, [signal, 'endpoint']))))
    yield { path, message: 'needs "domain", or the endpoint of a signal' };
};

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
  mongodb: one(mongodb),
  sqlquery: one(fields({ queries: each(query) })),
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
