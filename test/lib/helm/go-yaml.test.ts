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
