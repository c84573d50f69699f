import { parseStatement } from '../../../../lib/collector/ottl/parser';
import { specialFault } from '../../../../lib/collector/ottl/special';

/** What a call with named arguments is refused for, and the text that it is said of. */
function refused(text: string): readonly [message: string, said: string] | undefined {
  const parsed = parseStatement(text, { strictLists: true, computedKeys: true });
  if (!('tree' in parsed)) throw new Error(parsed.fault.message);
  const { call } = parsed.tree;
  // Parameters are named as in Go: with a capital letter.
  const given = new Map(
    call.arguments.flatMap(({ name = '', value }) =>
      value === undefined
        ? []
        : [[`${name.replace(/(?:^|_)(.)/g, (_, letter: string) => letter.toUpperCase())}`, value]],
    ),
  );
  const fault = specialFault(call, given);
  return fault && [fault.message, text.slice(fault.start, fault.end)];
}

const words = {
  'replace_all_patterns mode': 'key, value',
  'ConvertCase to_case': 'lower, upper, snake, camel',
  'merge_maps strategy': 'insert, update, upsert',
  'Sort order': 'asc, desc',
  'ParseCSV mode': 'strict, lazyQuotes, ignoreQuotes',
  'aggregate_on_attributes aggregation_function': 'sum, max, min, mean, median, count',
  'aggregate_on_attribute_value aggregation_function': 'sum, max, min, mean, median, count',
  'convert_gauge_to_sum string_agg_temp': 'delta, cumulative',
  'convert_summary_count_val_to_sum string_agg_temp': 'delta, cumulative',
  'convert_summary_sum_val_to_sum string_agg_temp': 'delta, cumulative',
  'convert_exponential_histogram_to_histogram distribution_fn': 'upper, midpoint, random, uniform',
};

test.each(Object.entries(words))('%s is one of %s', (place, known) => {
  const [name, parameter] = place.split(' ');
  const call = (word: string) => `${name}(${parameter}="${word}")`;
  for (const word of known.split(', ')) expect([word, refused(call(word))]).toEqual([word, undefined]);
  expect(refused(call('other'))).toEqual([`"other" is none of ${known}`, '"other"']);
  expect(refused(`${name}(${parameter}=a)`)).toBeUndefined();
});

test.each([
  'IsMatch pattern',
  'ExtractPatterns pattern',
  'delete_matching_keys pattern',
  'keep_matching_keys pattern',
  'replace_pattern regex_pattern',
  'replace_all_patterns regex_pattern',
])('%s is a regular expression of Go', (place) => {
  const [name, parameter] = place.split(' ');
  expect(refused(`${name}(${parameter}="(")`)).toEqual([
    '"(" is not a regular expression (RE2): missing closing ): `(`',
    '"("',
  ]);
  expect(refused(`${name}(${parameter}="a")`)).toBeUndefined();
  expect(refused(`${name}()`)).toBeUndefined();
});

test.each([
  ['ParseKeyValue', 'delimiter'],
  ['ParseKeyValue', 'pair_delimiter'],
  ['ToKeyValueString', 'delimiter'],
  ['ToKeyValueString', 'pair_delimiter'],
  ['Time', 'format'],
  ['FormatTime', 'format'],
])('%s takes no empty %s', (name, parameter) => {
  expect(refused(`${name}(${parameter}="")`)).toEqual(['the text must not be empty', '""']);
  expect(refused(`${name}(${parameter}=";")`)).toBeUndefined();
});

test.each([
  ['limit(limit=-1)', '-1 is not zero or more', '-1'],
  ['limit(limit=0)'],
  ['limit(limit=1, priority_keys=["a", "b"])', '1 is less than the 2 keys to keep', '1'],
  ['limit(limit=2, priority_keys=["a", "b"])'],
  ['limit(limit=1, priority_keys=a)'],
  ['truncate_all(limit=-1)', '-1 is not zero or more', '-1'],
  ['truncate_all(limit=2, truncation_marker="é…")', '"é…" is longer than the limit of 2', '"é…"'],
  ['truncate_all(limit=5, truncation_marker="é…")'],
  ['truncate_all(limit=1)'],
  ['flatten(depth=0)', '0 is not one or more', '0'],
  ['flatten(depth=1)'],
  ['extract_percentile_metric(percentile=0)', '0 is not between 0 and 100', '0'],
  ['extract_percentile_metric(percentile=100)', '100 is not between 0 and 100', '100'],
  ['extract_percentile_metric(percentile=99.9)'],
  ['ParseCSV(delimiter="ab")', '"ab" is not one character', '"ab"'],
  ['ParseCSV(delimiter="")', '"" is not one character', '""'],
  ['ParseCSV(delimiter=";")'],
  ['ParseCSV(header_delimiter="ab")', '"ab" is not one character', '"ab"'],
  ['ParseKeyValue(delimiter=" ")', '" " divides pairs and keys alike', '" "'],
  ['ParseKeyValue(pair_delimiter="=")', '"=" divides pairs and keys alike', '"="'],
  ['ToKeyValueString(delimiter=";", pair_delimiter=";")', '";" divides pairs and keys alike', '";"'],
  ['ToKeyValueString(delimiter=";", pair_delimiter=a)'],
  ['ToKeyValueString(delimiter=a, pair_delimiter="=")'],
  ['Time(format="%Y")'],
  ['Time(format="%Q")', '"%Q" is not a directive of a time', '"%Q"'],
  ['FormatTime(format="%Q")', '"%Q" is not a directive of a time', '"%Q"'],
  ['append(target=a)', 'nothing is appended: value or values is missing', 'a'],
  ['append(target=a, value="b")'],
  ['append(target=a, values=["b"])'],
  ['Coalesce(values=[])', 'the list must not be empty', '[]'],
  ['Coalesce(values=[a])'],
  ['convert_exponential_histogram_to_histogram(explicit_bounds=[])', 'the list must not be empty', '[]'],
  ['convert_exponential_histogram_to_histogram(explicit_bounds=[1])'],
  ['TraceID(target=0x0102)', 'an id has 16 bytes or 32 hexadecimal digits', '0x0102'],
  ['TraceID(target=0x000102030405060708090a0b0c0d0e0f)'],
  ['TraceID(target="000102030405060708090a0b0c0d0e0f")'],
  [
    'TraceID(target="000102030405060708090a0b0c0d0e0g")',
    'an id has 16 bytes or 32 hexadecimal digits',
    '"000102030405060708090a0b0c0d0e0g"',
  ],
  ['ProfileID(target="1")', 'an id has 16 bytes or 32 hexadecimal digits', '"1"'],
  ['SpanID(target="0001020304050607")'],
  ['SpanID(target="abcdefgh")'],
  ['SpanID(target=1)'],
  ['SpanID(target=0x00)', 'an id has 8 bytes or 16 hexadecimal digits', '0x00'],
  ['SpanID(target=a)'],
  [
    'ExtractGrokPatterns(pattern="%{A:b}", pattern_definitions=["A"])',
    '"A" is not a definition, such as NAME=pattern',
    '["A"]',
  ],
  ['ExtractGrokPatterns(pattern="%{A:b}", pattern_definitions=["A=a=b"])'],
  ['ExtractGrokPatterns(pattern="%{A:b}", pattern_definitions=[a])'],
  ['ExtractGrokPatterns(pattern="%{A:b}", pattern_definitions=a)'],
  ['ExtractGrokPatterns(pattern="%{A:b}", named_captures_only=a)'],
])('%s', (text, ...fault) => {
  expect(refused(text)).toEqual(fault.length === 0 ? undefined : fault);
});

test('networks, patterns and paths in XML are read as well', () => {
  expect(refused('IsInCIDR(networks=["10.0.0.0/8", "10.0.0.1"])')).toEqual([
    '"10.0.0.1" is not a network, such as 10.0.0.0/8',
    '["10.0.0.0/8", "10.0.0.1"]',
  ]);
  expect(refused('IsInCIDR(networks=["10.0.0.0/8", a])')).toBeUndefined();
  expect(refused('IsInCIDR(networks=a)')).toBeUndefined();
  expect(refused('ExtractGrokPatterns(pattern="%{NOPE:b}")')?.[0]).toMatch(
    /^"%\{NOPE:b\}" is not a grok pattern: /,
  );
  for (const name of [
    'RemoveXML',
    'GetXML',
    'InsertXML',
    'ConvertTextToElementsXML',
    'ConvertAttributesToElementsXML',
  ])
    expect(refused(`${name}(x_path="//")`)).toEqual([
      '"//" is not XPath: the end stands where a name or * is meant',
      '"//"',
    ]);
});

test('of a function without demands nothing is refused', () => {
  expect(refused('set(target=a, value="b")')).toBeUndefined();
});
