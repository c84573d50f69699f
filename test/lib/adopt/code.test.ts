import { type Code, callOf, listOf, objectOf, print } from '../../../lib/adopt/code';

const long = (length: number) => `'${'a'.repeat(length - 2)}'`;
const commented: Code = {
  kind: 'object',
  properties: [
    { key: 'a', value: '1', before: [' First.', ' Second.'] },
    { key: 'b', value: '2', after: ' behind' },
  ],
  end: [' Last.'],
};

describe('an expression on one line', () => {
  test.each<[string, Code, string]>([
    ['text', "'a'", "'a'"],
    ['no fields', objectOf({}), '{}'],
    ['fields', objectOf({ a: '1', b: 'b', 'c-d': '2' }), "{ a: 1, b, 'c-d': 2 }"],
    ['a name that is no identifier', objectOf({ 'a-b': 'a-b' }), "{ 'a-b': a-b }"],
    ['no items', listOf([]), '[]'],
    ['items', listOf(['1', '2']), '[1, 2]'],
    ['a call', callOf('f', '1', objectOf({ a: '1' })), 'f(1, { a: 1 })'],
    ['a call of nothing', callOf('f'), 'f()'],
    ['one object of two fields in a list', listOf([objectOf({ a: '1', b: '2' })]), '[{ a: 1, b: 2 }]'],
    ['objects of one field', listOf([objectOf({ a: '1' }), objectOf({ a: '2' })]), '[{ a: 1 }, { a: 2 }]'],
    [
      'objects of one and of two fields',
      listOf([objectOf({ a: '1' }), objectOf({ a: '2', b: '3' })]),
      '[{ a: 1 }, { a: 2, b: 3 }]',
    ],
  ])('is %s', (_, code, expected) => {
    expect(print(code)).toBe(expected);
  });

  test('fills the line to its last character', () => {
    expect(print(listOf([long(108)]))).toBe(`[${long(108)}]`);
    expect(print(listOf([long(109)]))).toBe(`[\n  ${long(109)},\n]`);
    expect(print(listOf([long(106)]), '  ')).toBe(`[${long(106)}]`);
    expect(print(listOf([long(107)]), '  ')).toBe(`[\n    ${long(107)},\n  ]`);
    expect(print(listOf([long(100)]), '', 8)).toBe(`[${long(100)}]`);
    expect(print(listOf([long(100)]), '', 9)).toBe(`[\n  ${long(100)},\n]`);
  });
});

describe('an expression of several lines', () => {
  test('has its comments where they stood', () => {
    expect(print(commented)).toBe('{\n  // First.\n  // Second.\n  a: 1,\n  b: 2, // behind\n  // Last.\n}');
    expect(
      print({
        kind: 'list',
        items: [
          { value: '1', before: [' One.'] },
          { value: '2', after: ' two' },
        ],
        end: [' End.'],
      }),
    ).toBe('[\n  // One.\n  1,\n  2, // two\n  // End.\n]');
  });

  test('needs lines for a comment alone, wherever it stands', () => {
    const alone = (code: Partial<Code>) =>
      print({ kind: 'list', items: [{ value: '1' }], end: [], ...(code as object) } as Code);
    expect(alone({ end: [' e'] })).toBe('[\n  1,\n  // e\n]');
    expect(alone({ items: [{ value: '1', before: [' b'] }] })).toBe('[\n  // b\n  1,\n]');
    expect(alone({ items: [{ value: '1', after: ' a' }] })).toBe('[\n  1, // a\n]');
    expect(alone({ items: [{ value: '1', before: [] }] })).toBe('[1]');
  });

  test('fills the lines of its parts to their last characters', () => {
    const part = (code: Code) =>
      print({ kind: 'list', items: [{ value: code }], end: [' e'] }).split('\n')[1];
    expect(part(listOf([long(105)]))).toBe(`  [${long(105)}],`);
    expect(part(listOf([long(106)]))).toBe('  [');
    const field = (code: Code) =>
      print({ kind: 'object', properties: [{ key: 'key', value: code }], end: [' e'] }).split('\n')[1];
    expect(field(listOf([long(100)]))).toBe(`  key: [${long(100)}],`);
    expect(field(listOf([long(101)]))).toBe('  key: [');
    const argument = (code: Code) =>
      print(callOf('f', commented, code))
        .split('\n')
        .at(-2);
    expect(argument(listOf([long(105)]))).toBe(`  [${long(105)}],`);
    expect(argument(listOf([long(106)]))).toBe('  ],');
  });

  test('is a list of objects, or of lists, of several entries each', () => {
    expect(print(listOf([objectOf({ a: '1', b: '2' }), objectOf({ a: '3', b: '4' })]))).toBe(
      '[\n  { a: 1, b: 2 },\n  { a: 3, b: 4 },\n]',
    );
    expect(print(listOf([listOf(['1', '2']), listOf(['3', '4'])]))).toBe('[\n  [1, 2],\n  [3, 4],\n]');
    expect(print(listOf([listOf(['1', '2']), objectOf({ a: '3', b: '4' })]))).toBe(
      '[[1, 2], { a: 3, b: 4 }]',
    );
  });

  test('is a call whose last argument opens on its line where it is the only one that needs lines', () => {
    expect(print(callOf('f', commented))).toBe(`f(${print(commented)})`);
    expect(print(callOf('f', "'a'", commented))).toBe(`f('a', ${print(commented)})`);
    const inner = print(commented, '  ');
    expect(print(callOf('f', objectOf({ a: '1' }), commented))).toBe(`f(\n  { a: 1 },\n  ${inner},\n)`);
    expect(print(callOf('f', commented, "'a'"))).toBe(`f(\n  ${inner},\n  'a',\n)`);
  });

  test('is a call that opens its last argument only where the line has room for it', () => {
    const opened = (text: string) => print(callOf('f', text, commented)).startsWith(`f(${text}, {\n`);
    expect([opened(long(105)), opened(long(106))]).toEqual([true, false]);
  });
});
