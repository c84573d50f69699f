import { groupBy, often, once } from '../../../lib/documents';

test('what is asked of a subject is computed once', () => {
  const asked: object[] = [];
  const count = once((subject: object) => asked.push(subject));
  const [one, other] = [{}, {}];
  expect([count(one), count(other), count(one)]).toEqual([1, 2, 1]);
  const nothing = once((subject: object) => void asked.push(subject));
  expect([nothing(one), nothing(one), asked.length]).toEqual([undefined, undefined, 3]);
});

test('what a text stands for is computed once, until a million characters are held', () => {
  const asked: string[] = [];
  const first = often((text) => {
    asked.push(text[0] ?? '');
    return text[0];
  });
  const long = 'abcdefghij'.split('').map((letter) => letter.repeat(100_000));
  for (const text of [...long, ...long]) expect(first(text)).toBe(text[0]);
  expect(asked.join('')).toBe('abcdefghij');
  first('k');
  expect([first(long[0] ?? ''), first('k'), asked.join('')]).toEqual(['a', 'k', 'abcdefghijka']);
  // What is held from then on counts from the text that was too much.
  for (const text of long.slice(1, 9)) first(text);
  first('l'.repeat(99_999));
  first(long[0] ?? '');
  expect(asked.join('')).toBe('abcdefghijkabcdefghil');
  first('m');
  first(long[0] ?? '');
  expect(asked.join('')).toBe('abcdefghijkabcdefghilma');
});

test('items of a key stand together, in their order', () => {
  const groups = groupBy(['b1', 'a1', 'b2'], ([letter = '']) => letter);
  expect([...groups]).toEqual([
    ['b', ['b1', 'b2']],
    ['a', ['a1']],
  ]);
});
