import { Opaque, type TplValue } from '../../../../lib/helm/tpl/value';
import { call } from './call';

const hidden = new Opaque();

test.each<[name: string, operands: readonly TplValue[], result: unknown]>([
  ['int', [3n], 3n],
  ['int', [3.9], 3n],
  ['int', [-3.9], -3n],
  ['int', [true], 1n],
  ['int', [false], 0n],
  ['int', ['12'], 12n],
  ['int', ['+12'], 12n],
  ['int', ['-12.00'], -12n],
  ['int', ['12.5'], 0n],
  ['int', ['x'], 0n],
  ['int', ['0x1f'], 'not known'],
  ['int', ['1_0'], 'not known'],
  ['int', [null], 0n],
  ['int', [['a']], 0n],
  ['int', [hidden], 'not known'],
  ['int64', ['9'], 9n],
  ['atoi', ['12'], 12n],
  ['float64', [1.5], 1.5],
  ['float64', ['1.5e3'], 1500],
  ['float64', ['-.5'], -0.5],
  ['float64', ['2.'], 2],
  ['float64', ['x'], 0],
  ['float64', ['inf'], 'not known'],
  ['float64', ['0x1'], 'not known'],
  ['float64', ['1_0'], 'not known'],
  ['float64', [3n], 3],
  ['float64', [true], 1],
  ['add', [1n, 2n, 3n], 6n],
  ['add', [], 0n],
  ['add1', [4n], 5n],
  ['sub', [7n, 2n, 1n], 4n],
  ['sub', [7n, 0n], 7n],
  ['mul', [2n, 3n, 4n], 24n],
  ['mul', [2n, 0n], 0n],
  ['div', [7n, 2n], 3n],
  ['div', [7n, 0n], 'refused: it divides by 0'],
  ['mod', [7n, 2n], 1n],
  ['mod', [7n, 0n], 'refused: it divides by 0'],
  ['max', [1n, 3n, 2n], 3n],
  ['max', [-1n, 0n], 0n],
  ['min', [3n, 1n, 2n], 1n],
  ['min', [1n, 0n], 0n],
  ['until', [3n], [0n, 1n, 2n]],
  ['until', [0n], []],
  ['untilStep', [1n, 8n, 3n], [1n, 4n, 7n]],
  ['untilStep', [1n, 7n, 3n], [1n, 4n]],
  ['untilStep', [3n, 0n, -1n], [3n, 2n, 1n]],
  ['untilStep', [0n, 1n, 0n], 'not known'],
  ['untilStep', [0n, 10_001n, 1n], 'not known'],
])('%s of %p gives %p', (name, operands, result) => {
  expect(call(name, operands)).toEqual(result);
});

test('ten thousand numbers are counted', () => {
  expect(call('until', [10_000n])).toHaveLength(10_000);
});
