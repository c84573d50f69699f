import { field, isEmpty, isOpen, isSet, knownText } from '../../../documents';
import {
  all,
  type Constraint,
  each,
  fields,
  goRegexp,
  oneOf,
  oneOfAnyCase,
  present,
  refused,
  when,
} from '../constraint';
import { is, needs, requiredWhen } from './shared';

/** Include and exclude of cumulative_to_delta. */
export const metricMatch: Constraint = all(
  function* (match, path) {
    const hasMetrics = !isEmpty(field(match, 'metrics'));
    const hasType = !isEmpty(field(match, 'match_type'));
    if (isOpen(field(match, 'metrics')) || isOpen(field(match, 'match_type')) || hasMetrics === hasType)
      return;
    yield { path, message: `needs "${hasMetrics ? 'match_type' : 'metrics'}"` };
  },
  fields({ metric_types: each(oneOfAnyCase('sum', 'histogram', 'exponentialhistogram')) }),
);

/** One rule of metricsgeneration. */
export const generationRule: Constraint = all(
  function* (rule, path) {
    for (const name of ['name', 'type', 'metric1']) {
      if (isEmpty(field(rule, name))) yield { path, message: `needs "${name}"` };
    }
    const name = knownText(field(rule, 'name'));
    const same = ['metric1', 'metric2'].find(
      (other) => name !== undefined && name !== '' && field(rule, other) === name,
    );
    if (same !== undefined) yield { path: [...path, 'name'], message: `must differ from "${same}"` };
    const scale = field(rule, 'scale_by');
    if (is('type', 'scale')(rule) && !isOpen(scale) && !(typeof scale === 'number' && scale > 0)) {
      yield {
        path: isSet(scale) ? [...path, 'scale_by'] : path,
        message: 'needs "scale_by" greater than 0 for type scale',
      };
    }
  },
  requiredWhen('metric2', is('type', 'calculate'), 'for type calculate'),
  fields({
    type: oneOf('', 'calculate', 'scale'),
    operation: oneOf('', 'add', 'subtract', 'multiply', 'divide', 'percent'),
  }),
);

const aggregations = ['', 'sum', 'mean', 'min', 'max', 'count', 'median'];

/** One transform of metrics_transform. */
export const metricTransform: Constraint = all(
  needs('include'),
  requiredWhen('new_name', is('action', 'insert', 'combine'), 'for insert and combine'),
  requiredWhen('aggregation_type', is('action', 'combine'), 'for combine'),
  refused(
    (transform) => is('action', 'group')(transform) && !isSet(field(transform, 'group_resource_labels')),
    'needs "group_resource_labels" for group',
  ),
  when(is('match_type', 'regexp'), fields({ include: goRegexp })),
  fields({
    action: all(present, oneOf('insert', 'update', 'combine', 'group')),
    match_type: oneOf('', 'strict', 'regexp'),
    aggregation_type: oneOf(...aggregations),
    submatch_case: oneOf('', 'lower', 'upper'),
    operations: each(
      all(
        requiredWhen('label', is('action', 'update_label'), 'for update_label'),
        requiredWhen('new_label', is('action', 'add_label'), 'for add_label'),
        requiredWhen('new_value', is('action', 'add_label'), 'for add_label'),
        refused((operation) => {
          const scale = field(operation, 'experimental_scale');
          return is('action', 'experimental_scale_value')(operation) && (!isSet(scale) || scale === 0);
        }, 'needs "experimental_scale" for experimental_scale_value'),
        fields({
          action: all(
            present,
            oneOf(
              'add_label',
              'update_label',
              'delete_label_value',
              'toggle_scalar_data_type',
              'experimental_scale_value',
              'aggregate_labels',
              'aggregate_label_values',
            ),
          ),
          aggregation_type: oneOf(...aggregations),
        }),
      ),
    ),
  }),
);
