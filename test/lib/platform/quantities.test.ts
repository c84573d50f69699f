import { quantity } from '../../../lib/platform/quantities';

test.each([
  ['1n', 1e-9],
  ['1u', 1e-6],
  ['100m', 0.1],
  ['2', 2],
  ['3k', 3000],
  ['1.5M', 1_500_000],
  ['1G', 1e9],
  ['1T', 1e12],
  ['1P', 1e15],
  ['1E', 1e18],
  ['1Ki', 1024],
  ['1Mi', 1_048_576],
  ['1Gi', 1_073_741_824],
  ['1Ti', 1_099_511_627_776],
  ['1Pi', 1_125_899_906_842_624],
  ['1Ei', 2 ** 60],
  ['1e3', 1000],
  ['-.5', -0.5],
])('%s is %d', (text, expected) => {
  expect(quantity(text)).toBeCloseTo(expected, 12);
});

test('anything else is none', () => {
  expect(quantity(0.5)).toBe(0.5);
  for (const text of ['', '1K', '1 Gi', 'Mi', '1mi', true, null]) expect(quantity(text)).toBeUndefined();
});
