import { field, isSet, items, ownValue } from '../../../documents';
import {
  alike,
  all,
  type ComponentConstraints,
  type Constraint,
  each,
  fields,
  goRegexp,
  oneOf,
  oneOfAnyCase,
  when,
} from '../constraint';
import { matchedTexts, matching } from './match-properties';
import { errorMode, is } from './shared';

const statementContexts: { readonly [list: string]: readonly string[] } = {
  trace_statements: ['resource', 'scope', 'span', 'spanevent'],
  metric_statements: ['resource', 'scope', 'metric', 'datapoint', 'exemplar'],
  log_statements: ['resource', 'scope', 'log'],
  profile_statements: ['resource', 'scope', 'profile'],
};

/** Statements stand as texts or as groups, not mixed; null is not a statement. */
function statementLists(...names: readonly string[]): Constraint {
  const list: Constraint = function* (value, path) {
    const firstText = items(value).findIndex((item) => typeof item === 'string');
    for (const [index, item] of items(value).entries()) {
      const here = [...path, index];
      if (item === null) yield { path: here, message: 'is null and must be a statement' };
      else if (typeof item !== 'string' && firstText >= 0 && index > firstText) {
        yield {
          path: here,
          message: 'mixes groups with plain statements',
          fix: 'Write all statements as texts, or all in groups.',
        };
      }
    }
  };
  const contexts = (name: string): Constraint =>
    each(fields({ context: oneOf(...(ownValue(statementContexts, name) ?? [])), error_mode: errorMode }));
  return all(alike(names, list), ...names.map((name) => fields({ [name]: contexts(name) })));
}

const conditionContexts = ['resource', 'scope', 'span', 'spanevent', 'metric', 'datapoint', 'log', 'profile'];

/** Conditions stand as texts or as groups, not mixed; null is not a condition. */
const conditionList: Constraint = all(
  each(fields({ context: oneOfAnyCase(...conditionContexts), error_mode: errorMode })),
  function* (value, path) {
    const first = items(value).find((item) => item !== null);
    for (const [index, item] of items(value).entries()) {
      if (item === null) yield { path: [...path, index], message: 'is null and must be a condition' };
      else if ((typeof item === 'string') !== (typeof first === 'string')) {
        yield {
          path: [...path, index],
          message: 'mixes groups with plain conditions',
          fix: 'Write all conditions as texts, or all in groups.',
        };
      }
    }
  },
);

const severities = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'].flatMap((name) => [
  name,
  `${name}2`,
  `${name}3`,
  `${name}4`,
]);

const severityMatch = fields({
  severity_number: fields({
    min: oneOfAnyCase('', ...severities, ...severities.map((_, index) => String(index + 1))),
  }),
});

/** `X_conditions` excludes the older block of the same signal; so do OTTL conditions and include/exclude in one block. */
function conditionStyles(
  block: string,
  inferred: string,
  ottl: readonly string[],
  older: string,
): Constraint {
  return function* (body, path) {
    const explicit = ottl.find((name) => isSet(field(field(body, block), name)));
    const matching = ['include', 'exclude'].find((name) => isSet(field(field(body, older), name)));
    if (explicit !== undefined && matching !== undefined) {
      yield {
        path: [...path, older, matching],
        message: `excludes ${block}::${explicit}`,
        fix: 'Keep the OTTL conditions.',
      };
    }
    const other = explicit ?? (older === block ? matching : undefined);
    if (isSet(field(body, inferred)) && other !== undefined) {
      yield {
        path: [...path, inferred],
        message: `excludes ${block}::${other}`,
        fix: `Move all conditions to "${inferred}".`,
      };
    }
  };
}

/** Texts of log records are matched strictly or by pattern; attributes have a key. */
const logMatch: Constraint = matchedTexts(
  ['bodies', 'severity_texts'],
  ['resource_attributes', 'record_attributes'],
);

/** The older blocks of filter; only `spans` takes the properties that the attributes processor has too. */
function filterMatching(signal: string): Constraint {
  if (signal === 'traces') return fields({ spans: matching(signal) });
  if (signal === 'logs') return fields({ logs: alike(['include', 'exclude'], logMatch) });
  if (signal !== 'metrics') return () => [];
  const block = when(is('match_type', 'regexp'), fields({ metric_names: each(goRegexp) }));
  return fields({ metrics: alike(['include', 'exclude'], block) });
}

/** The transform processor (contrib 0.158). */
export const transform: ComponentConstraints = {
  configuration: all(
    fields({ error_mode: errorMode }),
    statementLists('trace_statements', 'metric_statements', 'log_statements', 'profile_statements'),
  ),
};

/** The filter processor (contrib 0.158). */
export const filter: ComponentConstraints = {
  inPipeline: filterMatching,
  configuration: all(
    fields({ error_mode: errorMode }),
    conditionStyles('traces', 'trace_conditions', ['resource', 'span', 'spanevent'], 'spans'),
    conditionStyles('metrics', 'metric_conditions', ['resource', 'metric', 'datapoint'], 'metrics'),
    conditionStyles('logs', 'log_conditions', ['resource', 'log_record'], 'logs'),
    conditionStyles('profiles', 'profile_conditions', ['resource', 'profile'], 'profiles'),
    alike(['trace_conditions', 'metric_conditions', 'log_conditions', 'profile_conditions'], conditionList),
    fields({ logs: alike(['include', 'exclude'], severityMatch) }),
  ),
};
