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
  ])('%s', (_, before, after, expected) => {
    expect(paths(before, after)).toEqual(expected);
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
