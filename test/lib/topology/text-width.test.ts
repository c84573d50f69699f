import { textWidth } from '../../../lib/topology/text-width';

test.each([
  ['', 0],
  ['a', 556],
  ["i'M@", 222 + 191 + 833 + 1015],
  ['otel-collector', 556 * 5 + 278 * 2 + 222 * 3 + 333 * 2 + 500 * 2],
  ['日本', 2000],
  ['Ж', 722],
])('%j is as wide as its characters', (text, thousandths) => {
  expect(textWidth(text, 10)).toBeCloseTo(thousandths / 100);
});
