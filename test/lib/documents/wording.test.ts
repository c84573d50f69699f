import { counted, enumerated, firstOf, placeText } from '../../../lib/documents';

test('words are joined as a sentence has them', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((words) => enumerated(words))).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
  expect(enumerated(['a', 'b'], 'or')).toBe('a or b');
});

test('of many words the first are told, and how many there are besides', () => {
  expect(firstOf(['a', 'b'], 2)).toBe('a, b');
  expect(firstOf(['a', 'b', 'c'], 2)).toBe('a, b and 1 more');
});

test('one is one, and all others are several', () => {
  expect([0, 1, 2].map((number) => counted(number, 'file'))).toEqual(['0 files', '1 file', '2 files']);
});

test('a place is told as far as it is known', () => {
  expect(placeText({ file: 'a.yaml', line: 2, column: 3 })).toBe('a.yaml:2:3');
  expect(placeText({ file: 'a.yaml', line: 2 })).toBe('a.yaml:2');
  expect(placeText({})).toBe('');
});
