import fc from 'fast-check';
import type { Path } from '../../lib/documents';
import type { ConfigurationCase } from '../validation/verdicts';
import { inPipeline, otlp } from './in-pipeline';

/** A configuration with one word changed, and the part that the word is in. */
export interface ChangedCase extends ConfigurationCase {
  readonly place: Path;
}

const statements = [
  'set(span.attributes["a"], "b") where span.kind == SPAN_KIND_SERVER',
  'delete_key(resource.attributes, "host.id")',
  'replace_pattern(span.name, "^/users/[0-9]+", "/users/{id}")',
  'keep_keys(span.attributes, ["http.method", "http.route"])',
  'set(span.status.code, STATUS_CODE_ERROR) where span.attributes["http.status_code"] >= 500',
  'set(span.attributes["x"], Concat([span.name, "-", resource.attributes["service.name"]], ""))',
  'delete_matching_keys(span.attributes, "(?i)password.*")',
  'set(span.attributes["n"], Int(Double(span.attributes["m"]) * 2.5 + 1)) where not IsMatch(span.name, "health.*")',
];

const conditions = [
  'attributes["http.target"] == "/health"',
  'IsMatch(name, ".*health.*")',
  'resource.attributes["service.name"] != nil and kind == SPAN_KIND_CLIENT',
  'status.code == STATUS_CODE_UNSET or (end_time_unix_nano - start_time_unix_nano) > 1000',
];

const operators: readonly (readonly object[])[] = [
  [
    {
      type: 'regex_parser',
      regex: '^(?P<time>\\S+) (?P<sev>[A-Z]+) (?P<msg>.*)$',
      severity: { parse_from: 'attributes.sev' },
    },
  ],
  [{ type: 'json_parser', parse_from: 'body', parse_to: 'attributes', if: 'body matches "^{"' }],
  [
    { type: 'router', id: 'r', routes: [{ expr: 'body contains "x"', output: 'm' }], default: 'n' },
    { type: 'move', id: 'm', from: 'attributes.a', to: 'resource["b"]' },
    { type: 'noop', id: 'n' },
  ],
  [{ type: 'filter', expr: 'attributes.env == "dev"', drop_ratio: 0.5 }],
  [
    {
      type: 'recombine',
      combine_field: 'body',
      is_first_entry: 'body matches "^[^\\\\s]"',
      max_log_size: '1MiB',
    },
  ],
  [{ type: 'csv_parser', header: 'a,b,c', delimiter: ',' }],
  [{ type: 'time_parser', parse_from: 'attributes.t', layout_type: 'gotime', layout: '2006-01-02' }],
  [{ type: 'retain', fields: ['attributes.a', 'body.b'] }],
];

const words = [
  'set',
  'span',
  'attributs',
  'x',
  '(',
  ')',
  '==',
  'where',
  'nil',
  '"q"',
  'and',
  'Concat',
  '[0]',
  '1',
  "'a'",
  'body',
  '(?=x)',
  '',
  'true',
  'a.b',
];

/** A text with one word left out, doubled, misspelt or replaced. */
function mutated(text: string): fc.Arbitrary<string> {
  const tokens = text.match(/[A-Za-z_][\w.]*|"[^"]*"|\d+|\s+|\S/g) ?? [];
  const places = tokens.flatMap((token, at) => (token.trim() === '' ? [] : [at]));
  const changes = fc.constantFrom('leave out', 'double', 'misspell', 'replace');
  return fc
    .tuple(
      fc.constantFrom(...places),
      changes,
      fc.constantFrom(...words),
      fc.nat(20),
      fc.constantFrom(...'azAZ_.("'),
    )
    .map(([at, change, word, letter, wrong]) => {
      const token = tokens[at] ?? '';
      const index = letter % Math.max(1, token.length);
      const made = {
        'leave out': '',
        double: token + token,
        misspell: token.slice(0, index) + wrong + token.slice(index + 1),
        replace: word,
      };
      return tokens.map((each, index) => (index === at ? made[change] : each)).join('');
    });
}

const transforms = fc
  .constantFrom(...statements)
  .chain(mutated)
  .map((text) => ({
    place: ['processors', 'transform', 'trace_statements', 1],
    config: inPipeline('traces', otlp, { transform: { trace_statements: [statements[0], text] } }),
  }));

const filters = fc
  .constantFrom(...conditions)
  .chain(mutated)
  .map((text) => ({
    place: ['processors', 'filter', 'traces', 'span', 0],
    config: inPipeline('traces', otlp, { filter: { traces: { span: [text, conditions[0]] } } }),
  }));

/** Texts inside a list of operators with their paths, and how to put another in their place. */
function textsIn(value: unknown, path: Path = []): { path: Path; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    textsIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function withText(value: unknown, [step, ...rest]: Path, text: string): unknown {
  if (step === undefined) return text;
  if (Array.isArray(value)) return value.map((item, at) => (at === step ? withText(item, rest, text) : item));
  return { ...(value as object), [step]: withText((value as Record<string, unknown>)[step], rest, text) };
}

const stanza = fc
  .constantFrom(...operators)
  .chain((list) =>
    fc
      .constantFrom(...textsIn(list))
      .chain(({ path, text }) => mutated(text).map((changed) => ({ list, path, changed }))),
  )
  .map(({ list, path, changed }) => ({
    place: ['receivers', 'file_log', 'operators', ...path],
    config: inPipeline(
      'logs',
      { file_log: { include: ['/var/log/*.log'], operators: withText(list, path, changed) } },
      {},
    ),
  }));

/** Configurations with one word of a statement, a condition or an operator changed. */
export const mutants: fc.Arbitrary<Omit<ChangedCase, 'name'>> = fc.oneof(transforms, filters, stanza);
