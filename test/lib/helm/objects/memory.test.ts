import { memoryBytes } from '../../../../lib/helm/objects/memory';

test.each([
  ['512', 512],
  ['1.5e3', 1500],
  ['+.5', 0.5],
  ['-2.', -2],
  ['2k', 2000],
  ['2Ki', 2048],
  // The chart compares in lower case: a thousandth counts as a million.
  ['2m', 2_000_000],
  ['2Mi', 2_097_152],
  ['2G', 2_000_000_000],
  ['2gi', 2_147_483_648],
  ['2T', 2e12],
  ['2Ti', 2_199_023_255_552],
  ['2P', 2e15],
  ['2Pi', 2_251_799_813_685_248],
  ['2E', 2e18],
  ['2Ei', 0],
  ['many', 0],
  ['', 0],
  ['Mi', 0],
  ['1 Gi', 0],
])('%s are %d bytes', (amount, bytes) => {
  expect(memoryBytes(amount)).toBe(bytes);
});
