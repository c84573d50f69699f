import { type Environments, matchEnvironments } from '../../../../lib/delivery/diff';

const trees = (...names: string[]): Environments => new Map(names.map((name) => [name, new Map()]));
const matched = (before: string[], after: string[], chosen?: string) =>
  matchEnvironments(trees(...before), trees(...after), chosen).map((tree) => [...tree.keys()]);

describe('environments of two trees', () => {
  test('are all compared where both hold several, or one each', () => {
    expect(matched(['a', 'b'], ['a', 'b', 'c'])).toEqual([
      ['a', 'b'],
      ['a', 'b', 'c'],
    ]);
    expect(matched(['a', 'b', 'c'], ['b', 'c'])).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c'],
    ]);
    expect(matched(['a'], ['b'])).toEqual([['a'], ['b']]);
  });

  test('are narrowed to the one that one of them holds', () => {
    expect(matched(['b'], ['a', 'b'])).toEqual([['b'], ['b']]);
    expect(matched(['a', 'b'], ['a'])).toEqual([['a'], ['a']]);
  });

  test('stay where the single one is unknown to the other: all else came or went', () => {
    expect(matched(['x'], ['a', 'b'])).toEqual([['x'], ['a', 'b']]);
    expect(matched(['a', 'b'], ['x'])).toEqual([['a', 'b'], ['x']]);
  });

  test('are narrowed to the one that is asked for, which one of them must hold', () => {
    expect(matched(['a', 'b'], ['b', 'c'], 'c')).toEqual([[], ['c']]);
    expect(() => matched(['a'], ['b', 'a'], 'x')).toThrow('--environment x: there are a, b');
    expect(() => matched([], [], 'x')).toThrow('--environment x: there are none');
  });
});
