import { childSeconds } from '../../../tools/mutations/processor-time';

test('processor time of children is read behind a name with blanks and brackets', () => {
  expect(childSeconds(() => '7 (a ) b) S 1 2 3 4 5 6 7 8 9 10 400 500 1250 25 20 0')).toBe(12.75);
});

test('without /proc nothing is known', () => {
  expect(childSeconds(() => '')).toBe(0);
});
