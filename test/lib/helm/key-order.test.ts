import { compareKeys, inKeyOrder } from '../../../lib/helm/key-order';

const sorted = (...keys: string[]) => keys.sort(compareKeys);

// Expectations are what Helm's toYaml prints of the same keys.
describe('the order of keys', () => {
  test('letters by code point, anything else before letters', () => {
    expect(sorted('b', 'B', 'a', '_', '-', 'é', '1')).toEqual(['-', '_', '1', 'B', 'a', 'b', 'é']);
    expect(sorted('a😀', 'a￿')).toEqual(['a￿', 'a😀']);
  });

  test('runs of digits by their number, and then by their length', () => {
    expect(sorted('a10', 'a9', 'a1')).toEqual(['a1', 'a9', 'a10']);
    expect(sorted('100', '11', '9', '1-')).toEqual(['1-', '9', '11', '100']);
    expect(sorted('a01', 'a1', 'a2')).toEqual(['a1', 'a01', 'a2']);
  });

  test('what is the beginning of another comes first', () => {
    expect(sorted('ab', 'a', 'abc')).toEqual(['a', 'ab', 'abc']);
  });

  test('reaches into maps and lists', () => {
    expect(JSON.stringify(inKeyOrder({ b: [{ d: 1, c: 2 }], a: null }))).toBe(
      '{"a":null,"b":[{"c":2,"d":1}]}',
    );
  });
});
