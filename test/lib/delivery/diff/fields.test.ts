import fc from 'fast-check';
import type { Data } from '../../../../lib/checks';
import { fieldChanges, isEqual } from '../../../../lib/delivery/diff/fields';

const paths = (before: Data, after: Data) =>
  fieldChanges(before, after).map(({ change, path }) => `${change} ${path}`);

describe('fieldChanges', () => {
  test.each<[string, Data, Data, string[]]>([
    [
      'a named item put in front',
      { c: [{ name: 'a' }, { name: 'b' }] },
      { c: [{ name: 'x' }, { name: 'a' }, { name: 'b' }] },
      ['added c[x]'],
    ],
    [
      'a field of a named item',
      { c: [{ name: 'a', v: 1 }] },
      { c: [{ name: 'a', v: 2 }] },
      ['changed c[a].v'],
    ],
    [
      'another order of named items',
      { c: [{ name: 'a' }, { name: 'b' }] },
      { c: [{ name: 'b' }, { name: 'a' }] },
      ['moved c'],
    ],
    [
      'ports of one number and two protocols',
      [
        { port: 53, protocol: 'UDP' },
        { port: 53, protocol: 'TCP' },
      ],
      [{ port: 53, protocol: 'TCP' }],
      ['removed [53/UDP]'],
    ],
    [
      'an item without a name in the middle',
      [{ to: [1] }, { to: [2] }],
      [{ to: [1] }, { to: [3, 4] }, { to: [2] }],
      ['added [1]'],
    ],
    ['words of a list', ['a', 'b'], ['b', 'c'], ['removed []', 'added []']],
    ['another order of words', ['a', 'b'], ['b', 'a'], ['moved ']],
    ['a map that becomes a list', { a: {} }, { a: [] }, ['changed a']],
    ['null and absent', { a: null }, {}, ['removed a']],
    ['keys that are not words', { 'a.b/c': 1 }, { 'a.b/c': 2 }, ['changed ["a.b/c"]']],
    ['keys of every object', { x: 1 }, { x: 1, constructor: 2 }, ['added constructor']],
    ['a list emptied', { a: [{ name: 'x' }] }, { a: [] }, ['removed a[x]']],
    ['a number that becomes text', { a: 1 }, { a: '1' }, ['changed a']],
    ['one word that becomes another', ['a'], ['b'], ['changed [0]']],
    ['one word that becomes two', ['a'], ['b', 'c'], ['removed []', 'added []', 'added []']],
    ['two words that become one', ['b', 'c'], ['a'], ['removed []', 'removed []', 'added []']],
    ['words of which one stands twice', ['a', 'a', 'b'], ['a', 'b', 'c'], ['removed [1]', 'added [2]']],
    ['words of which one comes to stand twice', ['a', 'b'], ['a', 'a', 'b'], ['added [1]']],
    ['words that become maps', ['a', 'b'], [{ x: 1 }, { x: 2 }], ['changed [0]', 'changed [1]']],
    ['maps that become words', [{ x: 1 }, { x: 2 }], ['a', 'b'], ['changed [0]', 'changed [1]']],
    ['words beside maps', ['a', { name: 'b' }], ['a', { name: 'c' }], ['changed [1].name']],
    ['text and number of the same letters', [1, 'a'], ['1', 'a'], []],
    ['an empty list that stays', { a: [] }, { a: [] }, []],
    [
      'items that one name does not tell apart',
      [
        { name: 'a', v: 1 },
        { name: 'a', v: 2 },
      ],
      [{ name: 'a', v: 1 }],
      ['removed [1]'],
    ],
    [
      'items of which one has no name',
      [{ name: 'a' }, { v: 1 }],
      [{ name: 'b' }, { v: 1 }],
      ['changed [0].name'],
    ],
    [
      'ports of different numbers',
      [{ port: 1, protocol: 'TCP', v: 1 }],
      [{ port: 1, protocol: 'TCP', v: 2 }],
      ['changed [1].v'],
    ],
    [
      'ports of one number, one with its protocol',
      [
        { port: 1, protocol: 'UDP', v: 1 },
        { port: 1, v: 1 },
      ],
      [
        { port: 1, v: 2 },
        { port: 1, protocol: 'UDP', v: 1 },
      ],
      ['changed [1].v', 'moved '],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(paths(before, after)).toEqual(expected);
  });

  test.each([
    'name',
    'key',
    'mountPath',
    'topologyKey',
    'host',
    'containerPort',
    'port',
    'path',
    'type',
    'ip',
    'hostname',
  ])('knows items by their %s', (key) => {
    const before = {
      items: [
        { [key]: 'a', v: 1 },
        { [key]: 'b', v: 1 },
      ],
    };
    const after = {
      items: [
        { [key]: 'b', v: 2 },
        { [key]: 'a', v: 1 },
      ],
    };
    expect(paths(before, after)).toEqual(['changed items[b].v', 'moved items']);
  });

  test('has what stood there and what stands there', () => {
    expect(fieldChanges({ a: 1 }, { a: 2 })).toEqual([{ change: 'changed', path: 'a', before: 1, after: 2 }]);
    expect(fieldChanges({ a: 1 }, {})).toEqual([{ change: 'removed', path: 'a', before: 1 }]);
    expect(fieldChanges({}, { a: 1 })).toEqual([{ change: 'added', path: 'a', after: 1 }]);
    expect(fieldChanges(['a', 'b'], ['b', 'a'], 'x')).toEqual([
      { change: 'moved', path: 'x', before: ['a', 'b'], after: ['b', 'a'], note: 'order b, a' },
    ]);
    expect(fieldChanges(['a', 'b'], ['b', 'c'], 'x')).toEqual([
      { change: 'removed', path: 'x[]', before: 'a' },
      { change: 'added', path: 'x[]', after: 'c' },
    ]);
    expect(fieldChanges(undefined, undefined)).toEqual([]);
  });

  test('of long lists are found position by position', () => {
    const long = (count: number) => Array.from({ length: count }, (_, at) => ({ v: [at] }));
    expect(paths(long(500), long(500).slice(1))).toEqual(['removed [0]']);
    expect(paths(long(501), long(501).slice(1))).toHaveLength(501);
    expect(paths(long(500).slice(1), long(501).slice(1))).toEqual(['added [499]']);
    expect(paths(long(501).slice(1), long(501))).toHaveLength(501);
  });

  const data = fc.jsonValue({ maxDepth: 3 }).map((value) => structuredClone(value) as Data);

  test('is empty for equal data, whatever the order of keys', () => {
    const reversed = (value: Data): Data => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, inner]) => [key, reversed(inner)]),
      );
    };
    fc.assert(fc.property(data, (value) => isEqual(value, reversed(value))));
  });

  test('is never empty for different data', () => {
    const canonical = (value: Data): string =>
      JSON.stringify(value, (_, inner) =>
        typeof inner === 'object' && inner !== null && !Array.isArray(inner)
          ? Object.fromEntries(Object.entries(inner).sort())
          : inner,
      );
    fc.assert(fc.property(data, data, (a, b) => canonical(a) === canonical(b) || !isEqual(a, b)));
  });

  test('finds a difference the other way round, too', () => {
    // Not the same ones: items without a name may be paired in another way.
    fc.assert(fc.property(data, data, (a, b) => isEqual(a, b) === isEqual(b, a)));
  });
});
