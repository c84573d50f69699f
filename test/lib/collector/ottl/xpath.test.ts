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
