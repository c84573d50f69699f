import type { Data } from '../../subject';
import { all, type Constraint, each, fields, goRegexp, isEmpty, oneOf, when } from '../constraint';
import { field, isMap, isOpen, isSet } from '../data';

/** Properties that match nothing of a signal and are refused for it (internal/filter/filterconfig, contrib 0.158). */
const foreign: { readonly [signal: string]: readonly string[] } = {
  traces: ['log_bodies', 'log_severity_texts', 'log_severity_number', 'metric_names'],
  logs: ['services', 'span_names', 'span_kinds', 'metric_names'],
  metrics: [
    'services',
    'span_names',
    'span_kinds',
    'attributes',
    'libraries',
    'log_bodies',
    'log_severity_texts',
    'log_severity_number',
  ],
};
/** Properties of which a signal needs one. */
const needed: { readonly [signal: string]: readonly string[] } = {
  traces: ['services', 'span_names', 'span_kinds', 'attributes', 'libraries', 'resources'],
  logs: ['attributes', 'libraries', 'resources', 'log_bodies', 'log_severity_texts', 'log_severity_number'],
  metrics: ['metric_names', 'resources'],
};

const patterns = ['services', 'span_names', 'span_kinds', 'log_bodies', 'log_severity_texts', 'metric_names'];

const isRegexp = (block: Data | undefined): boolean => field(block, 'match_type') === 'regexp';

/** `include` and `exclude` of processors that match spans, logs or metrics, for the signal of the pipeline. */
export function matching(signal: string): Constraint {
  const block = all(
    propertiesOf(signal),
    when(isRegexp, fields(Object.fromEntries(patterns.map((name) => [name, each(goRegexp)])))),
  );
  return fields({ include: block, exclude: block });
}

function propertiesOf(signal: string): Constraint {
  const wrong = foreign[signal];
  const required = needed[signal];
  return function* (block, path) {
    if (!isMap(block) || wrong === undefined || required === undefined) return;
    const unusable = wrong.find((name) => !isEmpty(field(block, name)));
    if (unusable !== undefined) {
      yield {
        path: [...path, unusable],
        message: `matches nothing in a ${signal} pipeline, and is refused there`,
        fix: `Use a processor of its own for ${signal}, or the filter and transform processors with OTTL.`,
      };
    } else if (required.every((name) => isEmpty(field(block, name))) && !Object.values(block).some(isOpen)) {
      yield { path, message: `needs one of ${required.join(', ')} in a ${signal} pipeline` };
    }
    if (isSet(block.match_type)) yield* oneOf('strict', 'regexp')(block.match_type, [...path, 'match_type']);
  };
}
