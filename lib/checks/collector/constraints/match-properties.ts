import { field, isEmpty, isMap, isOpen } from '../../../documents';
import { alike, all, type Constraint, each, goRegexp, oneOf, when } from '../constraint';
import { is, lacks } from './shared';

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

/** `include` and `exclude` of processors that match spans, logs or metrics, for the signal of the pipeline. */
export function matching(signal: string): Constraint {
  const block = all(propertiesOf(signal), matchedTexts(patterns, ['attributes', 'resources']));
  return alike(['include', 'exclude'], block);
}

/**
 * A block that matches texts: with `strict` or `regexp` where something is compared, patterns that compile, and
 * attributes with a key.
 */
export function matchedTexts(texts: readonly string[], attributes: readonly string[]): Constraint {
  const compares = [...texts, ...attributes];
  return all(
    function* (block, path) {
      if (!isMap(block) || isOpen(block.match_type) || compares.every((name) => isEmpty(field(block, name))))
        return;
      if (isEmpty(block.match_type)) {
        yield {
          path: 'match_type' in block ? [...path, 'match_type'] : path,
          message: 'needs match_type: strict or regexp',
        };
      } else yield* oneOf('strict', 'regexp')(block.match_type, [...path, 'match_type']);
    },
    when(is('match_type', 'regexp'), alike(texts, each(goRegexp))),
    alike(attributes, each(lacks('key'))),
  );
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
  };
}
