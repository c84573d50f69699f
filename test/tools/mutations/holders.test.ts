import { holders } from '../../../tools/mutations/holders';

const held = [
  { source: 'lib/x', by: ['test/lib/x'], why: 'one room' },
  { source: 'lib/x/y', by: ['test/lib/x/y'], why: 'one thing' },
];

test('a source is held by the test of its name, and by those of the narrowest entry', () => {
  const sources = new Map([['test/lib/x/y/a.test.ts', '']]);
  expect(holders('lib/x/y/a.ts', sources, held)).toEqual(['test/lib/x/y/a.test.ts', 'test/lib/x/y']);
  expect(holders('lib/x/b.ts', sources, held)).toEqual(['test/lib/x']);
  expect(holders('lib/z.ts', sources, held)).toEqual([]);
});
