import { isOpen } from '../../documents';
import { goRegexpFault } from './go-regexp';
import type { OttlText } from './ottl';

/** The language's own words, as its lexer divides a text (pkg/ottl, contrib 0.158). */
const word =
  /^(?:0x[a-fA-F0-9]+|(?:\d+\.\d*|\d*\.\d+)(?:[eE][-+]?\d+)?|\d+|"(?:\\[\s\S]|[^\\"])*"|==|!=|>=|<=|>|<|=>|[-+/*=(){}:,.[\]]|[A-Za-z][A-Za-z0-9_]*|_|\s+)/;

/** Functions that give a value: those of every component, and those of the transform processor. */
const converters = new Set(
  'All Any Base64Decode Base64Encode Bool Coalesce CommunityID Concat ContainsValue ConvertAttributesToElementsXML ConvertCase ConvertTextToElementsXML Day Decode Double Duration ExtractGrokPatterns ExtractPatterns FNV Filter Find Format FormatTime GetXML HasAttrKeyOnDatapoint HasAttrOnDatapoint HasPrefix HasSuffix Hex Hour Hours Index InsertXML Int IsBool IsDouble IsEmpty IsInCIDR IsInt IsList IsMap IsMatch IsRootSpan IsString IsValidLuhn Keys Len Log MD5 MapEach MapKeys Microseconds Milliseconds Minute Minutes Month Murmur3Hash Murmur3Hash128 Nanosecond Nanoseconds Now ParseCEF ParseCLF ParseCSV ParseELF ParseInt ParseJSON ParseKeyValue ParseLEEF ParseSeverity ParseSimplifiedXML ParseXML ProfileID Reduce RemoveXML SHA1 SHA256 SHA512 Second Seconds SliceToMap Sort SpanID Split String Substring Test Time ToCamelCase ToKeyValueString ToLowerCase ToSnakeCase ToUpperCase TraceID Trim TrimPrefix TrimSuffix TruncateTime URL UUID UUIDv7 Unix UnixMicro UnixMilli UnixNano UnixSeconds UserAgent Values Weekday When XXH128 XXH3 Year'.split(
    ' ',
  ),
);

const severities = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'].flatMap((level) =>
  ['', '2', '3', '4'].map((step) => `SEVERITY_NUMBER_${level}${step}`),
);

const enumerations = new Set([
  ...severities,
  'SEVERITY_NUMBER_UNSPECIFIED',
  ...'AGGREGATION_TEMPORALITY_CUMULATIVE AGGREGATION_TEMPORALITY_DELTA AGGREGATION_TEMPORALITY_UNSPECIFIED FLAG_NONE FLAG_NO_RECORDED_VALUE METRIC_DATA_TYPE_EXPONENTIAL_HISTOGRAM METRIC_DATA_TYPE_GAUGE METRIC_DATA_TYPE_HISTOGRAM METRIC_DATA_TYPE_NONE METRIC_DATA_TYPE_SUM METRIC_DATA_TYPE_SUMMARY SPAN_KIND_CLIENT SPAN_KIND_CONSUMER SPAN_KIND_INTERNAL SPAN_KIND_PRODUCER SPAN_KIND_SERVER SPAN_KIND_UNSPECIFIED STATUS_CODE_ERROR STATUS_CODE_OK STATUS_CODE_UNSET'.split(
    ' ',
  ),
]);

/** Paths that belong to one thing, so that without a context nothing says to which. */
const bareRoots = new Set(
  'attributes body severity_number severity_text observed_time observed_time_unix_nano event_name status parent_span_id trace_state dropped_attributes_count data_points aggregation_temporality is_monotonic value_double value_int'.split(
    ' ',
  ),
);

/** Every name that a path may begin with in some context, names of contexts included. */
const roots = new Set(
  'cache resource scope instrumentation_scope span spanevent metric datapoint exemplar log profile profilesample sample otelcol request aggregation_temporality attribute_indices attributes body bucket_counts client code count data_points description double_value dropped_attributes_count dropped_events_count dropped_links_count duration duration_unix_nano end_time end_time_unix_nano event_index event_name events exemplars explicit_bounds filtered_attributes flags int_value is_monotonic kind link_index links message metadata name negative observed_time observed_time_unix_nano original_payload original_payload_format parent_span_id period period_type positive profile_id quantile_values sample_type scale schema_url severity_number severity_text span_id start_time start_time_unix_nano status string sum time time_unix_nano timestamps timestamps_unix_nano trace_id trace_state type unit value_double value_int values version zero_count'.split(
    ' ',
  ),
);
const keywords = new Set(['where', 'and', 'or', 'not', 'nil', 'true', 'false']);

/** Fewest arguments of functions that change data. */
const fewest: { readonly [editor: string]: number } = {
  set: 2,
  truncate_all: 2,
  keep_keys: 2,
  keep_matching_keys: 2,
  delete_key: 2,
  delete_matching_keys: 2,
  merge_maps: 3,
  replace_all_matches: 3,
  replace_all_patterns: 4,
  replace_match: 3,
  replace_pattern: 3,
};

/** Where a regular expression stands among the arguments of a function. */
const patterns: { readonly [name: string]: number } = {
  IsMatch: 1,
  ExtractPatterns: 1,
  replace_pattern: 1,
  replace_all_patterns: 2,
  delete_matching_keys: 1,
  keep_matching_keys: 1,
};

/**
 * What certainly keeps a statement or condition from being read; undefined where nothing does. Brackets and quotes have been looked at.
 *
 * @param knowsFunctions whether functions and words are those of a release that is known
 */
export function ottlFault(
  { text, kind, inferred }: Pick<OttlText, 'text' | 'kind' | 'inferred'>,
  knowsFunctions: boolean,
): string | undefined {
  const tokens = wordsOf(text);
  if (typeof tokens === 'string') return tokens;
  return (
    (kind === 'statement' ? trailingFault(tokens) : undefined) ??
    (knowsFunctions ? (nameFault(tokens) ?? rootFault(tokens)) : undefined) ??
    (inferred === true ? bareFault(tokens) : undefined) ??
    callFault(tokens)
  );
}

function wordsOf(text: string): string[] | string {
  const found: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const match = word.exec(rest)?.[0];
    if (match === undefined) {
      const first = rest[0] ?? '';
      if (first === "'") return 'texts stand in double quotes, not in single ones';
      if (first === '&' || first === '|')
        return `"${rest.slice(0, 2)}" means nothing: write ${first === '&' ? 'and' : 'or'}`;
      return `"${first}" means nothing there`;
    }
    if (match.trim() !== '') found.push(match);
    rest = rest.slice(match.length);
  }
  return found;
}

/** Index behind the bracket that closes the one at an index. */
function behind(tokens: readonly string[], open: number): number {
  let depth = 0;
  for (let index = open; index < tokens.length; index += 1) {
    if (/^[([{]$/.test(tokens[index] ?? '')) depth += 1;
    else if (/^[)\]}]$/.test(tokens[index] ?? '') && --depth === 0) return index + 1;
  }
  return tokens.length;
}

function trailingFault(tokens: readonly string[]): string | undefined {
  if (tokens[1] !== '(') return undefined;
  const next = tokens[behind(tokens, 1)];
  return next === undefined || next === 'where' ? undefined : `"${next}" stands where only "where" may`;
}

function nameFault(tokens: readonly string[]): string | undefined {
  for (const [index, token] of tokens.entries()) {
    if (!/^[A-Z]/.test(token) || tokens[index - 1] === '.') continue;
    // A function that is handed over stands without brackets.
    if (converters.has(token) || enumerations.has(token)) continue;
    if (tokens[index + 1] === '(') return `there is no function "${token}"`;
    if (/^[A-Z][A-Z0-9_]+$/.test(token) && token.includes('_')) return `there is no word "${token}"`;
  }
  return undefined;
}

function rootFault(tokens: readonly string[]): string | undefined {
  // The parameters of a lambda have names of their own.
  if (tokens.includes('=>')) return undefined;
  for (const [index, token] of tokens.entries()) {
    if (!/^[a-z]/.test(token) || keywords.has(token) || roots.has(token)) continue;
    if (tokens[index - 1] === '.' || ['(', '='].includes(tokens[index + 1] ?? '')) continue;
    return `nothing is named "${token}" here`;
  }
  return undefined;
}

function bareFault(tokens: readonly string[]): string | undefined {
  for (const [index, token] of tokens.entries()) {
    if (!bareRoots.has(token) || tokens[index - 1] === '.' || tokens[index + 1] === '(') continue;
    // A named argument, or the name of a lambda's parameter.
    if (tokens[index + 1] === '=' || tokens[index + 1] === '=>' || tokens.includes('=>')) continue;
    return `"${token}" does not say of what: write the context before it, such as log.${token}`;
  }
  return undefined;
}

function callFault(tokens: readonly string[]): string | undefined {
  for (const [index, name] of tokens.entries()) {
    if (tokens[index + 1] !== '(' || tokens[index - 1] === '.') continue;
    const given = argumentsOf(tokens, index + 1);
    const least = Object.hasOwn(fewest, name) ? (fewest[name] ?? 0) : 0;
    if (given.length < least)
      return `${name} takes at least ${least} arguments, and is given ${given.length}`;
    const at = Object.hasOwn(patterns, name) ? patterns[name] : undefined;
    const pattern = at === undefined ? undefined : given[at];
    if (pattern?.length !== 1 || !pattern[0]?.startsWith('"') || isOpen(pattern[0])) continue;
    const text = unquoted(pattern[0]);
    const fault = text === undefined ? undefined : goRegexpFault(text);
    if (fault !== undefined) return `${pattern[0]} is not a regular expression that Go compiles: ${fault}`;
  }
  return undefined;
}

function argumentsOf(tokens: readonly string[], open: number): string[][] {
  const end = behind(tokens, open) - 1;
  const found: string[][] = [];
  let depth = 0;
  for (const token of tokens.slice(open + 1, end)) {
    if (found.length === 0) found.push([]);
    if (/^[([{]$/.test(token)) depth += 1;
    if (/^[)\]}]$/.test(token)) depth -= 1;
    if (token === ',' && depth === 0) found.push([]);
    else found[found.length - 1]?.push(token);
  }
  return found;
}

/** A text between double quotes as Go reads it, which is as JSON does for the escapes that both have. */
function unquoted(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
