import { grokFault } from '../../../../lib/collector/ottl/grok';

const own = new Map([
  ['OWN', 'a(?P<b>c)'],
  ['TWICE', '%{OWN} %{WORD}'],
  ['BROKEN', '('],
]);

test.each([
  ['%{IP:client.address} %{WORD}', true],
  ['%{WORD} %{WORD}', false],
  ['%{NUMBER:a} %{NUMBER:a}', false],
  ['(?P<a>%{INT})', true],
  ['%{COMBINEDAPACHELOG}', true],
  ['%{TWICE}', true],
  ['100%', false],
])('%s is taken', (pattern, namedOnly) => {
  expect(grokFault(pattern, own, namedOnly)).toBeUndefined();
});

test.each([
  ['%{IPADRESS:a}', false, 'no pattern is called IPADRESS'],
  ['%{TWICE} %{word}', false, 'no pattern is called word'],
  ['%{WORD:a} (', true, 'missing closing ): `(?P<a>x) (`'],
  ['%{BROKEN}', false, 'missing closing ): `(?P<BROKEN>()`'],
  ['%{WORD:a+b}', false, 'invalid named capture: `(?P<a+b>`'],
  ['%{WORD} %{INT}', true, 'it names no field, and only named ones are captured'],
])('%s is refused', (pattern, namedOnly, fault) => {
  expect(grokFault(pattern, own, namedOnly)).toBe(fault);
});

test('what names itself is nested without end, and nothing is said of it', () => {
  expect(grokFault('%{A:x}', new Map([['A', 'y%{A}']]), true)).toBeUndefined();
});
