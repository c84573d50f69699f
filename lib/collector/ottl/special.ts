import { goRegexpFault } from '../effective/go-regexp';
import { strptimeFault } from '../effective/time-layout';
import { grokFault } from './grok';
import { type Literal, literalOf } from './literals';
import type { Call, Value } from './syntax';
import { xpathFault } from './xpath';

/** The arguments of a call by the name of their parameter. */
export type Arguments = ReadonlyMap<string, Value>;

/** What a function refuses beyond the kinds of its arguments (pkg/ottl/ottlfuncs and the transform processor, contrib 0.158). */
type Special = (given: Arguments) => { readonly message: string; readonly about: string } | undefined;

function textOf(given: Arguments, name: string): string | undefined {
  const literal = literalIn(given, name);
  return literal?.kind === 'string' ? literal.text : undefined;
}

function numberOf(given: Arguments, name: string): number | undefined {
  const literal = literalIn(given, name);
  return literal?.kind === 'int' || literal?.kind === 'float' ? literal.number : undefined;
}

function literalIn(given: Arguments, name: string): Literal | undefined {
  const value = given.get(name);
  return value === undefined ? undefined : literalOf(value);
}

function pattern(name: string): Special {
  return (given) => {
    const text = textOf(given, name);
    const fault = text === undefined ? undefined : goRegexpFault(text);
    return fault === undefined
      ? undefined
      : { message: `"${text}" is not a regular expression (RE2): ${fault}`, about: name };
  };
}

function oneOf(name: string, ...words: readonly string[]): Special {
  return (given) => {
    const text = textOf(given, name);
    if (text === undefined || words.includes(text)) return undefined;
    return { message: `"${text}" is none of ${words.join(', ')}`, about: name };
  };
}

function notEmpty(name: string): Special {
  return (given) =>
    textOf(given, name) === '' ? { message: 'the text must not be empty', about: name } : undefined;
}

function within(name: string, isRight: (value: number) => boolean, what: string): Special {
  return (given) => {
    const number = numberOf(given, name);
    return number === undefined || isRight(number)
      ? undefined
      : { message: `${number} is not ${what}`, about: name };
  };
}

function character(name: string): Special {
  return (given) => {
    const text = textOf(given, name);
    if (text === undefined || [...text].length === 1) return undefined;
    return { message: `"${text}" is not one character`, about: name };
  };
}

/** A layout of time. */
function timeLayout(name: string): Special {
  return (given) => {
    const text = textOf(given, name);
    const fault = text === undefined ? undefined : strptimeFault(text);
    return fault === undefined ? undefined : { message: fault, about: name };
  };
}

/** Two texts that divide: they must differ, be they written or taken by default. */
const delimiters: Special = (given) => {
  const delimiter = given.has('Delimiter') ? textOf(given, 'Delimiter') : '=';
  const pair = given.has('PairDelimiter') ? textOf(given, 'PairDelimiter') : ' ';
  if (delimiter === undefined || pair === undefined || delimiter !== pair) return undefined;
  return {
    message: `"${pair}" divides pairs and keys alike`,
    about: given.has('PairDelimiter') ? 'PairDelimiter' : 'Delimiter',
  };
};

const limited: Special = (given) => {
  const limit = numberOf(given, 'Limit');
  const keys = given.get('PriorityKeys');
  if (limit === undefined || keys?.kind !== 'list' || limit >= keys.values.length) return undefined;
  return { message: `${limit} is less than the ${keys.values.length} keys to keep`, about: 'Limit' };
};

const marked: Special = (given) => {
  const limit = numberOf(given, 'Limit');
  const marker = textOf(given, 'TruncationMarker');
  if (limit === undefined || marker === undefined || new TextEncoder().encode(marker).length <= limit)
    return undefined;
  return { message: `"${marker}" is longer than the limit of ${limit}`, about: 'TruncationMarker' };
};

const somethingToAppend: Special = (given) =>
  given.has('Value') || given.has('Values')
    ? undefined
    : { message: 'nothing is appended: value or values is missing', about: 'Target' };

const networks: Special = (given) => {
  const list = given.get('Networks');
  if (list?.kind !== 'list') return undefined;
  const wrong = list.values.find((value) => value.kind === 'string' && !value.text.includes('/'));
  return wrong?.kind === 'string'
    ? { message: `"${wrong.text}" is not a network, such as 10.0.0.0/8`, about: 'Networks' }
    : undefined;
};

const definitions: Special = (given) => {
  const list = given.get('PatternDefinitions');
  if (list?.kind !== 'list') return undefined;
  const wrong = list.values.find((value) => value.kind === 'string' && !value.text.includes('='));
  return wrong?.kind === 'string'
    ? { message: `"${wrong.text}" is not a definition, such as NAME=pattern`, about: 'PatternDefinitions' }
    : undefined;
};

const grok: Special = (given) => {
  const text = textOf(given, 'Pattern');
  const own = textsIn(given, 'PatternDefinitions');
  const namedOnly = given.get('NamedCapturesOnly');
  if (text === undefined || own === undefined || (namedOnly !== undefined && namedOnly.kind !== 'boolean'))
    return undefined;
  const defined = own.map((each): [string, string] => [
    each.split('=')[0] ?? '',
    each.replace(/^[^=]*=/, ''),
  ]);
  const fault = grokFault(text, new Map(defined), namedOnly?.isTrue === true);
  return fault === undefined
    ? undefined
    : { message: `"${text}" is not a grok pattern: ${fault}`, about: 'Pattern' };
};

/** The texts of a list; none where it is not there, undefined where they cannot be told. */
function textsIn(given: Arguments, name: string): readonly string[] | undefined {
  const list = given.get(name);
  if (list === undefined) return [];
  if (list.kind !== 'list') return undefined;
  const texts = list.values.flatMap((value) => (value.kind === 'string' ? [value.text] : []));
  return texts.length === list.values.length ? texts : undefined;
}

const xpath: Special = (given) => {
  const text = textOf(given, 'XPath');
  const fault = text === undefined ? undefined : xpathFault(text);
  return fault === undefined ? undefined : { message: `"${text}" is not XPath: ${fault}`, about: 'XPath' };
};

/** An id as bytes or as hexadecimal digits. */
function idOf(bytes: number): Special {
  return (given) => {
    const value = given.get('Target');
    if (value?.kind !== 'bytes' && value?.kind !== 'string' && value?.kind !== 'int') return undefined;
    const length =
      value.kind === 'int'
        ? 8
        : value.kind === 'bytes'
          ? value.text.length / 2 - 1
          : new TextEncoder().encode(value.text).length;
    if (
      length === bytes ||
      (length === 2 * bytes && (value.kind !== 'string' || /^[0-9a-fA-F]*$/.test(value.text)))
    )
      return undefined;
    return { message: `an id has ${bytes} bytes or ${2 * bytes} hexadecimal digits`, about: 'Target' };
  };
}

const temporality = oneOf('StringAggTemp', 'delta', 'cumulative');
const aggregation = oneOf('AggregationFunction', 'sum', 'max', 'min', 'mean', 'median', 'count');

const specials: Readonly<Record<string, readonly Special[]>> = {
  IsMatch: [pattern('Pattern')],
  ExtractPatterns: [pattern('Pattern')],
  delete_matching_keys: [pattern('Pattern')],
  keep_matching_keys: [pattern('Pattern')],
  replace_pattern: [pattern('RegexPattern')],
  replace_all_patterns: [pattern('RegexPattern'), oneOf('Mode', 'key', 'value')],
  TraceID: [idOf(16)],
  ProfileID: [idOf(16)],
  SpanID: [idOf(8)],
  ConvertCase: [oneOf('ToCase', 'lower', 'upper', 'snake', 'camel')],
  merge_maps: [oneOf('Strategy', 'insert', 'update', 'upsert')],
  Sort: [oneOf('Order', 'asc', 'desc')],
  ParseCSV: [
    character('Delimiter'),
    character('HeaderDelimiter'),
    oneOf('Mode', 'strict', 'lazyQuotes', 'ignoreQuotes'),
  ],
  ParseKeyValue: [notEmpty('Delimiter'), notEmpty('PairDelimiter'), delimiters],
  ToKeyValueString: [notEmpty('Delimiter'), notEmpty('PairDelimiter'), delimiters],
  limit: [within('Limit', (value) => value >= 0, 'zero or more'), limited],
  truncate_all: [within('Limit', (value) => value >= 0, 'zero or more'), marked],
  flatten: [within('Depth', (value) => value >= 1, 'one or more')],
  Time: [notEmpty('Format'), timeLayout('Format')],
  FormatTime: [notEmpty('Format'), timeLayout('Format')],
  append: [somethingToAppend],
  Coalesce: [
    (given) => {
      const list = given.get('Values');
      return list?.kind === 'list' && list.values.length === 0
        ? { message: 'the list must not be empty', about: 'Values' }
        : undefined;
    },
  ],
  IsInCIDR: [networks],
  ExtractGrokPatterns: [definitions, grok],
  RemoveXML: [xpath],
  GetXML: [xpath],
  InsertXML: [xpath],
  ConvertTextToElementsXML: [xpath],
  ConvertAttributesToElementsXML: [xpath],
  aggregate_on_attributes: [aggregation],
  aggregate_on_attribute_value: [aggregation],
  convert_gauge_to_sum: [temporality],
  convert_summary_count_val_to_sum: [temporality],
  convert_summary_sum_val_to_sum: [temporality],
  convert_exponential_histogram_to_histogram: [
    oneOf('DistributionFn', 'upper', 'midpoint', 'random', 'uniform'),
    (given) => {
      const list = given.get('ExplicitBounds');
      return list?.kind === 'list' && list.values.length === 0
        ? { message: 'the list must not be empty', about: 'ExplicitBounds' }
        : undefined;
    },
  ],
  extract_percentile_metric: [within('Percentile', (value) => value > 0 && value < 100, 'between 0 and 100')],
};

/** What the function refuses of its arguments, with the argument that it is about. */
export function specialFault(
  { name, start, end }: Call,
  given: Arguments,
): { readonly message: string; readonly start: number; readonly end: number } | undefined {
  for (const special of specials[name] ?? []) {
    const found = special(given);
    if (found === undefined) continue;
    const value = given.get(found.about);
    return { message: found.message, start: value?.start ?? start, end: value?.end ?? end };
  }
  return undefined;
}
