import { durationOf } from '../../../collector/effective';
import { field, isEmpty, isMap, isOpen, isSet, items, knownText } from '../../../documents';
import {
  alike,
  all,
  type ComponentConstraints,
  type Constraint,
  each,
  fields,
  nonNegativeDuration,
  oneOf,
  positiveDuration,
  refused,
  values,
  when,
  within,
} from '../constraint';
import { errorMode, is, isOn, needs, required } from './shared';

/** Dimensions that span_metrics brings by itself. */
const ownDimensions = ['service.name', 'span.name', 'span.kind', 'status.code'];

const dimensions: Constraint = function* (list, path) {
  const seen = new Set(ownDimensions);
  for (const [index, dimension] of items(list).entries()) {
    if (!isMap(dimension)) continue;
    const here = [...path, index];
    const name = field(dimension, 'name');
    const glob = field(dimension, 'glob');
    if (isOpen(name) || isOpen(glob)) continue;
    if (isEmpty(name) && isEmpty(glob)) yield { path: here, message: 'needs "name"' };
    else if (!isEmpty(name) && !isEmpty(glob)) yield { path: [...here, 'glob'], message: 'excludes "name"' };
    const text = knownText(name);
    if (text === undefined || text === '') continue;
    if (seen.has(text)) {
      const reason = ownDimensions.includes(text)
        ? 'is a dimension already, without being listed'
        : 'is listed twice';
      yield { path: [...here, 'name'], message: `"${text}" ${reason}`, fix: 'Remove the entry.' };
    }
    seen.add(text);
  }
};

/** Bounds of a histogram that do not rise: a value is counted in the wrong bucket, and nothing says so. */
const rising: Constraint = function* (list, path) {
  let last: { readonly text: string; readonly size: number } | undefined;
  for (const [index, bound] of items(list).entries()) {
    const size = typeof bound === 'number' ? bound : durationOf(bound);
    if (size === undefined) return;
    if (last !== undefined && size <= last.size) {
      yield {
        path: [...path, index],
        message: `is ${String(bound)} and must be greater than the one before, ${last.text}`,
        fix: 'Write the bounds in rising order.',
        severity: 'warning',
      };
      return;
    }
    last = { text: String(bound), size };
  }
};

const histogram: Constraint = all(
  refused(
    (block) =>
      ['explicit', 'exponential'].every(
        (name) => isMap(field(block, name)) && field(field(block, name), 'enabled') !== false,
      ),
    'excludes "explicit"',
    { at: ['exponential'], fix: 'Keep one of the two.' },
  ),
  fields({ unit: oneOf('ms', 's'), dimensions, explicit: fields({ buckets: rising }) }),
);

const spanMetrics: Constraint = all(
  fields({
    dimensions,
    calls_dimensions: dimensions,
    histogram,
    metrics_flush_interval: positiveDuration,
    metrics_expiration: nonNegativeDuration,
    series_expiration: nonNegativeDuration,
    aggregation_cardinality_limit: within({ atLeast: 0 }),
    events: function* (events, path) {
      if (field(events, 'enabled') !== true) return;
      const list = field(events, 'dimensions');
      if (isOpen(list)) return;
      if (isEmpty(list)) yield { path, message: 'needs "dimensions" while it is enabled' };
      yield* dimensions(list, [...path, 'dimensions']);
    },
    exemplars: when(isOn('enabled'), fields({ max_per_data_point: within({ atLeast: 0 }) })),
  }),
  when(
    is('aggregation_temporality', 'AGGREGATION_TEMPORALITY_DELTA'),
    fields({ metric_timestamp_cache_size: within({ above: 0 }) }),
  ),
);

const serviceGraph: Constraint = function* (body, path) {
  yield* fields({ latency_histogram_buckets: rising })(body, path);
  const size = field(body, 'exponential_histogram_max_size');
  if (typeof size !== 'number') return;
  const hasBuckets = isSet(field(body, 'latency_histogram_buckets'));
  const place = [...path, 'exponential_histogram_max_size'];
  if (!hasBuckets && size < 0) yield { path: place, message: 'must not be negative' };
  if (hasBuckets && size > 0) yield { path: place, message: 'excludes "latency_histogram_buckets"' };
};

const route: Constraint = all(
  function* (item, path) {
    const [statement, condition] = [field(item, 'statement'), field(item, 'condition')];
    if (!isMap(item) || isOpen(statement) || isOpen(condition)) return;
    if (isEmpty(statement) && isEmpty(condition)) yield { path, message: 'needs "condition" or "statement"' };
    if (!isEmpty(statement) && !isEmpty(condition))
      yield { path: [...path, 'condition'], message: 'excludes "statement"' };
    if (field(item, 'context') === 'request' && !isEmpty(statement)) {
      yield {
        path: [...path, 'statement'],
        message: 'does not go with context request',
        fix: 'Write a condition.',
      };
    }
  },
  required('pipelines'),
  fields({
    context: oneOf('', 'resource', 'span', 'metric', 'datapoint', 'log', 'request', 'otelcol'),
    action: oneOf('', 'move', 'copy'),
  }),
);

const metricInfo: Constraint = values(fields({ attributes: each(required('key')) }));

const metricWithoutAttributes: Constraint = values(
  refused((info) => !isEmpty(field(info, 'attributes')), 'is not supported for counts of metrics', {
    at: ['attributes'],
  }),
);

/** Connectors by canonical type (contrib 0.158; routing as of 0.149). */
export const connectorConstraints: { readonly [type: string]: ComponentConstraints } = {
  span_metrics: { configuration: spanMetrics },
  service_graph: { configuration: serviceGraph },
  routing: { configuration: all(needs('table'), fields({ error_mode: errorMode, table: each(route) })) },
  failover: { configuration: all(needs('priority_levels'), fields({ retry_interval: positiveDuration })) },
  count: {
    configuration: all(
      alike(['spans', 'spanevents', 'datapoints', 'logs', 'profiles'], metricInfo),
      fields({ metrics: metricWithoutAttributes }),
    ),
  },
};
