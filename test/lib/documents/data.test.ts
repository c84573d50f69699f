import {
  at,
  type Data,
  entries,
  field,
  isEmpty,
  isList,
  isMap,
  isOpen,
  isSet,
  items,
  knownNumber,
  knownText,
  merged,
  ownValue,
  walk,
  withValue,
} from '../../../lib/documents';

const data: Data = { a: { b: [1, { c: 'x' }] }, d: null };

test('a map, a list and what is neither are told apart', () => {
  const values = [{}, [], null, 'a', 1, undefined];
  expect(values.map((value) => isMap(value))).toEqual([true, false, false, false, false, false]);
  expect(values.map((value) => isList(value))).toEqual([false, true, false, false, false, false]);
  expect(values.map((value) => isSet(value))).toEqual([true, true, false, true, true, false]);
  expect(values.map((value) => isEmpty(value))).toEqual([true, true, true, false, false, true]);
  expect([isEmpty(''), isEmpty([1]), isEmpty({ a: 1 }), isEmpty(false)]).toEqual([true, false, false, false]);
});

test.each([
  [[], data],
  [['a', 'b', 1, 'c'], 'x'],
  [['a', 'b', 0], 1],
  [['d'], null],
  [['a', 'b', 2], undefined],
  [['a', 'b', 'length'], undefined],
  [['a', 0], undefined],
  [['d', 'e'], undefined],
  [['constructor'], undefined],
] as const)('at %j stands %j', (path, value) => expect(at(data, path)).toEqual(value));

test('what is not there is nothing, none of what every object has included', () => {
  expect([field(data, 'd'), field(data, 'toString'), field([1], '0'), field(undefined, 'a')]).toEqual([
    null,
    undefined,
    undefined,
    undefined,
  ]);
  expect([ownValue({ a: 1 }, 'a'), ownValue({ a: 1 }, 'constructor')]).toEqual([1, undefined]);
  expect([entries({ b: 1, a: 2 }), entries([1]), entries(undefined)]).toEqual([
    [
      ['b', 1],
      ['a', 2],
    ],
    [],
    [],
  ]);
  expect([items([1, 2]), items({ a: 1 }), items(undefined)]).toEqual([[1, 2], [], []]);
});

test('a text with a reference is not known', () => {
  expect([isOpen('${env:A}'), isOpen('$A'), isOpen(1), isOpen(['${A}'])]).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect([knownText('a'), knownText('${A}'), knownText(1)]).toEqual(['a', undefined, undefined]);
  expect([knownNumber(1.5), knownNumber(Number.NaN), knownNumber('1')]).toEqual([1.5, undefined, undefined]);
});

test('something else is put at a path, maps and lists on the way with it', () => {
  expect(withValue(data, ['a', 'b', 1, 'c'], 'y')).toEqual({ a: { b: [1, { c: 'y' }] }, d: null });
  expect(withValue(undefined, ['a', 2, 'b'], 1)).toEqual({ a: [null, null, { b: 1 }] });
  expect(withValue([1, 2], [0], 3)).toEqual([3, 2]);
  expect(withValue([1, 2], [2], 3)).toEqual([1, 2, 3]);
  expect(withValue('text', ['a'], 1)).toEqual({ a: 1 });
  expect(withValue(data, [], 1)).toBe(1);
  expect(data).toEqual({ a: { b: [1, { c: 'x' }] }, d: null });
});

test('maps are merged at any depth, and everything else is replaced', () => {
  expect(merged({ a: { b: 1, c: [1] }, d: 1 }, { a: { c: [2], e: null }, d: { f: 1 } })).toEqual({
    a: { b: 1, c: [2], e: null },
    d: { f: 1 },
  });
  expect(merged(undefined, { a: 1 })).toEqual({ a: 1 });
  expect(merged({ a: 1 }, [1] as Data)).toEqual([1]);
});

test('every value is met with its path, in order', () => {
  expect(
    [...walk({ a: [1, { b: 2 }], c: 3 })].map(({ path, value }) => [path.join('.'), JSON.stringify(value)]),
  ).toEqual([
    ['', '{"a":[1,{"b":2}],"c":3}'],
    ['a', '[1,{"b":2}]'],
    ['a.0', '1'],
    ['a.1', '{"b":2}'],
    ['a.1.b', '2'],
    ['c', '3'],
  ]);
  expect([...walk(undefined)]).toEqual([]);
  expect([...walk(1, ['x'])]).toEqual([{ value: 1, path: ['x'] }]);
});
