import { compareTexts, sortedBy } from '../../../lib/documents';

test('texts are compared by their characters', () => {
  expect(compareTexts('a', 'b')).toBe(-1);
  expect(compareTexts('b', 'a')).toBe(1);
  expect(compareTexts('a', 'a')).toBe(0);
  expect(['b', 'ä', 'B', 'a', 'ab'].sort(compareTexts)).toEqual(['B', 'a', 'ab', 'b', 'ä']);
});

test('items of the same text stay in their order', () => {
  const items = new Set(['b2', 'a1', 'b1', 'a2']);
  expect(sortedBy(items, (item) => item.slice(0, 1))).toEqual(['a1', 'a2', 'b2', 'b1']);
});
