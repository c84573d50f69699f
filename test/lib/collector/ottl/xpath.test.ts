import { xpathFault } from '../../../../lib/collector/ottl/xpath';

test.each([
  '/a/b',
  "//a[@id='x' and not(b)]/text()",
  'count(//a) > 1',
  'a-b/self :: c | ../@*',
  "//processing-instruction('x')",
  '(//a)[1]',
  '//a]] and what follows a whole expression',
  'position(unknown(), of, what, is, not, looked, at)',
  'matches(a, "^x")',
  '-1 + .5 * 2.',
  'x:y/n:*',
])('%s is taken', (text) => {
  expect(xpathFault(text)).toBeUndefined();
});

test.each([
  ['', 'it is empty'],
  ['//a[', 'the end stands where a name or * is meant'],
  ['//a[1', 'the end stands where ] is meant'],
  ['//', 'the end stands where a name or * is meant'],
  ['a/b/', 'the end stands where a name or * is meant'],
  ["a[@b='c]", 'a text is not closed'],
  ['a & b', '& means nothing here'],
  ['uncle::a', 'there is no axis uncle'],
  ['x:/a', 'x: lacks a name'],
  ['upper-case(a)', 'there is no function upper-case'],
  ['contains(a)', 'contains takes 2 or more arguments, not 1'],
  ['matches(a, "(")', '"(" is not a regular expression (RE2): missing closing ): `(`'],
  ['a | -b', '"-" stands where a name or * is meant'],
  ['text(a)', '"a" stands where ) is meant'],
  ['$ 1', '"1" stands where name is meant'],
])('%s is refused', (text, fault) => {
  expect(xpathFault(text)).toBe(fault);
});

test.each([
  [0, 1, 1, 'boolean local-name name namespace-uri number string'],
  [1, Infinity, 1, 'ceiling count floor lower-case not reverse round string-length sum'],
  [2, Infinity, Infinity, 'concat'],
  [2, Infinity, 2, 'contains ends-with starts-with'],
  [0, Infinity, 0, 'false last position true'],
  [2, 2, 2, 'matches string-join substring-after substring-before'],
  [0, Infinity, 1, 'normalize-space'],
  [3, 3, 3, 'replace translate'],
  [2, Infinity, 3, 'substring'],
])('from %d to %d arguments, of which %d are looked at, are for: %s', (least, most, read, names) => {
  const many = 5;
  const call = (name: string, count: number, argument = 'a') =>
    `${name}(${Array(count).fill(argument).join(', ')})`;
  const wanted = least === most ? least : `${least} or more`;
  for (const name of names.split(' ')) {
    for (let count = 0; count <= many; count += 1) {
      const isTaken = count >= least && count <= most;
      const fault = isTaken ? undefined : `${name} takes ${wanted} arguments, not ${count}`;
      expect([call(name, count), xpathFault(call(name, count))]).toEqual([call(name, count), fault]);
    }
    for (let place = 0; place < Math.min(most, many); place += 1) {
      const arguments_ = Array.from({ length: Math.max(least, place + 1) }, (_, index) =>
        index === place ? 'no()' : 'a',
      );
      expect([name, place, xpathFault(`${name}(${arguments_.join(', ')})`)]).toEqual([
        name,
        place,
        place < read ? 'there is no function no' : undefined,
      ]);
    }
  }
});

test.each(
  'ancestor ancestor-or-self attribute child descendant descendant-or-self following following-sibling namespace parent preceding preceding-sibling self'.split(
    ' ',
  ),
)('there is an axis %s', (axis) => {
  expect(xpathFault(`${axis}::a`)).toBeUndefined();
  expect(xpathFault(`/${axis}::a`)).toBeUndefined();
  expect(xpathFault(`/${axis}::)`)).toBe('")" stands where a name or * is meant');
});

test.each([
  'a and b or c div d mod e',
  'a = b != c < d <= e > f >= g',
  'a + b - c * d | e',
  '- - a',
  '"a"[1]/b',
  '(a)/b//c',
  '$a/b',
  'a/(b, c)/d',
  '/',
  '/.',
  '/..',
  '/*',
  '/@a',
  '//text()',
  'comment()',
  'node()',
  'processing-instruction()',
  '1 = .5',
  "'it''s'",
  '\u00e9/b',
  'a [ 1 ] [ 2 ]',
])('%s is taken, too', (text) => {
  expect(xpathFault(text)).toBeUndefined();
});

test.each([
  ['a and', 'the end stands where a name or * is meant'],
  ['a and)', '")" stands where a name or * is meant'],
  ['a div ]', '"]" stands where a name or * is meant'],
  ['a mod ]', '"]" stands where a name or * is meant'],
  ['a or ]', '"]" stands where a name or * is meant'],
  ...['=', '!=', '<', '<=', '>', '>=', '+', '-', '*', '|'].map(
    (sign) => [`a ${sign} ]`, '"]" stands where a name or * is meant'] as const,
  ),
  ['/ ]', undefined],
  ['/.[', 'the end stands where a name or * is meant'],
  ['/..[', 'the end stands where a name or * is meant'],
  ['/@', 'the end stands where a name or * is meant'],
  ['/*[', 'the end stands where a name or * is meant'],
  ['"a"[', 'the end stands where a name or * is meant'],
  ['"a"/]', '"]" stands where a name or * is meant'],
  ['1//]', '"]" stands where a name or * is meant'],
  ['$a[', 'the end stands where a name or * is meant'],
  ['(a', 'the end stands where ) is meant'],
  ['a/(b c)', '"c" stands where ) is meant'],
  ['a/(b,)', '")" stands where a name or * is meant'],
  ['text(', 'the end stands where ) is meant'],
  ['node(1)', '"1" stands where ) is meant'],
  ['comment(a)', '"a" stands where ) is meant'],
  ['processing-instruction(a)', '"a" stands where string is meant'],
  ['count(a b)', '"b" stands where , is meant'],
  ['a : b', 'a : lacks a name'],
  ['a:', 'a: lacks a name'],
  ['"a', 'a text is not closed'],
  ['1.5]', undefined],
  ['a[1.]', undefined],
  ['a[.5]', undefined],
  ['no() + none()', 'there is no function no'],
  ['(no())', 'there is no function no'],
  ['matches(a, b)', undefined],
  ['matches("(", "a")', undefined],
  ['a[no()]', 'there is no function no'],
] as const)('%s: %s', (text, fault) => {
  expect(xpathFault(text)).toBe(fault);
});
