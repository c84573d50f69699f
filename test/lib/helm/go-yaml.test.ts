import type { Data } from '../../../lib/helm/data';
import { toYaml } from '../../../lib/helm/go-yaml';

// What Helm 4.1.4 printed for each of these.
const cases: readonly [name: string, value: Data, text: string][] = [
  ['lists stand at the indent of their key', { a: ['x', { b: 1, c: [] }] }, 'a:\n- x\n- b: 1\n  c: []'],
  ['lists in lists share a line', [[['a'], 'b']], '- - - a\n  - b'],
  ['keys stand in natural order', { a10: 1, a9: 2, A: 3, 'a b': 4 }, 'A: 3\na b: 4\na9: 2\na10: 1'],
  [
    'texts that read as something else are quoted',
    ['', '1', 'yes', '12:30', '2020-01-01', '~'],
    '- ""\n- "1"\n- "yes"\n- "12:30"\n- "2020-01-01"\n- "~"',
  ],
  [
    'texts with indicators get single quotes',
    ['- a', 'a: b', '# c', ' x ', '{'],
    "- '- a'\n- 'a: b'\n- '# c'\n- ' x '\n- '{'",
  ],
  ['tabs and characters beyond 16 bits are escaped', ['a\tb', '\u{1f600}'], '- "a\\tb"\n- "\\U0001F600"'],
  [
    'characters without a form of their own are escaped by a letter or a number',
    [
      '\0\u0007\b\t\v\f\r\u001b"\\\u0085\u2028\u2029',
      '\u0001\u007f\u009f',
      '\ud7ff\ue000\ufeff\ufffe',
      '\u00a0\u0100',
    ],
    '- "\\0\\a\\b\\t\\v\\f\\r\\e\\"\\\\\\N\\L\\P"\n- "\\x01\\x7F\\x9F"\n- "\ud7ff\ue000\\uFEFF\\uFFFE"\n- \u00a0\u0100',
  ],
  [
    'integers stand as far as 64 bits go, fractions short',
    [-(2 ** 63), 2 ** 63, 2 ** 64, -(2 ** 64), 123456.5, 1234567.5, 0.0001, 0.00001, 1.5e300],
    '- -9.223372036854776e+18\n- 9223372036854776000\n- 1.8446744073709552e+19\n- -1.8446744073709552e+19\n- 123456.5\n- 1.2345675e+06\n- 0.0001\n- 1e-05\n- 1.5e+300',
  ],
  [
    'a literal says how it ends, and that it begins with a blank',
    ['a\n\n', ' a\nb', '\n', '\na', 'a\nb '],
    '- |+\n  a\n\n- |2-\n   a\n  b\n- |2+\n\n- |2-\n\n  a\n- "a\\nb "',
  ],
  [
    'words, numbers and times of YAML are quoted as texts, and what is nearly one is not',
    [
      'Yes',
      'yess',
      '.inf',
      '.5',
      '.5.',
      '0x1f',
      '0x1g',
      '0b2',
      '1_000',
      '1e3',
      '1e',
      '-',
      '-a',
      '+1',
      '1:60',
      '1:59',
    ],
    '- "Yes"\n- yess\n- ".inf"\n- ".5"\n- .5.\n- "0x1f"\n- 0x1g\n- 0b2\n- "1_000"\n- "1e3"\n- 1e\n- \'-\'\n- -a\n- "+1"\n- 1:60\n- "1:59"',
  ],
  [
    'a time is one with a day of its month and an hour of the day',
    [
      '2024-02-29',
      '2023-02-29',
      '2024-13-01',
      '2024-00-10',
      '2024-01-00',
      '2024-1-1T23:59:59Z',
      '2024-1-1T24:00:00Z',
      '2024-01-01 00:60:00',
      '2024-01-01 01:02:60',
      '2024-01-01 01:02:03.5',
    ],
    '- "2024-02-29"\n- 2023-02-29\n- 2024-13-01\n- 2024-00-10\n- 2024-01-00\n- "2024-1-1T23:59:59Z"\n- 2024-1-1T24:00:00Z\n- 2024-01-01 00:60:00\n- 2024-01-01 01:02:60\n- "2024-01-01 01:02:03.5"',
  ],
  [
    'a long key, or one of several lines, stands behind a question mark',
    { ['k'.repeat(129)]: 1, ['l'.repeat(128)]: 2, 'a\nb': { c: 3 } },
    `? |-\n  a\n  b\n:\n  c: 3\n? ${'k'.repeat(129)}\n: 1\n${'l'.repeat(128)}: 2`,
  ],
  [
    'quoted texts are folded, too, between two words alone',
    { a: `it's: ${'word '.repeat(20)}end`, b: `\t${'word '.repeat(20)} end` },
    `a: 'it''s: ${'word '.repeat(14)}word\n  ${'word '.repeat(4)}word end'\nb: "\\t${'word '.repeat(15)}word\n  ${'word '.repeat(3)}word  end"`,
  ],
  ['what is empty stands behind its key', [{ a: {}, b: [] }, {}, []], '- a: {}\n  b: []\n- {}\n- []'],
  ['nothing but a list or a map that is empty', [], '[]'],
  ['nothing but a map that is empty', {}, '{}'],
  ['nothing but a text', 'a: b', "'a: b'"],
  ['null and truth', [null, true, false], '- null\n- true\n- false'],
  ['several lines are a literal', { a: 'x\n\ny\n', b: 'x\ny' }, 'a: |\n  x\n\n  y\nb: |-\n  x\n  y'],
  ['a blank before a break forbids a literal', ['x \ny'], '- "x \\ny"'],
  [
    'large and small fractions take an exponent',
    [12345678.9, 1e-7, 1e20, 100, 0.5],
    '- 1.23456789e+07\n- 1e-07\n- 1e+20\n- 100\n- 0.5',
  ],
  [
    'plain texts are folded behind column 80',
    { a: 'word '.repeat(20).trim() },
    `a: ${'word '.repeat(15)}word\n  word word word word`,
  ],
];

test.each(cases)('%s', (_name, value, text) => {
  expect(toYaml(value)).toBe(text);
});
