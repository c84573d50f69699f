import { Importers } from '../../../tools/mutations/importers';
import { inParts, nearestTests } from '../../../tools/mutations/nearest-tests';

const held = [{ source: 'lib/x', by: ['test/lib/x/long.test.ts', 'test/lib/x'], why: 'one room' }];
const sources = new Map([
  ['lib/x/y/a.ts', ''],
  ['lib/x/index.ts', "export { a } from './y/a';\n"],
  ['lib/z.ts', "import { a } from './x';\n"],
  ['test/lib/z.test.ts', "import { z } from '../../lib/z';\n"],
  ['test/lib/x/long.test.ts', "import { a } from '../../../lib/x';\n// more\n"],
  ['test/lib/x/door.test.ts', "import { a } from '../../../lib/x';\n"],
  ['test/lib/x/y/b.test.ts', "import { a } from '../../../../lib/x';\n"],
  ['test/lib/x/y/a.test.ts', "import { a } from '../../../../lib/x/y/a';\n"],
  ['test/lib/x/y/frame.ts', "import { a } from '../../../../lib/x/y/a';\n"],
  ['test/lib/alone.test.ts', "import { z } from '../other';\n"],
]);

test('the test of its name comes first, then those that hold it, in their order and those beside it first, and those that reach it', () => {
  expect(nearestTests('lib/x/y/a.ts', sources, new Importers(sources), held)).toEqual([
    'test/lib/x/y/a.test.ts',
    'test/lib/x/long.test.ts',
    'test/lib/x/y/b.test.ts',
    'test/lib/x/door.test.ts',
    'test/lib/z.test.ts',
  ]);
});

test('who imports a source by a door imports it', () => {
  const importers = new Importers(sources);
  expect(importers.byDoors('lib/x/y/a.ts')).toEqual([
    'lib/x/index.ts',
    'test/lib/x/y/a.test.ts',
    'test/lib/x/y/frame.ts',
    'lib/z.ts',
    'test/lib/x/long.test.ts',
    'test/lib/x/door.test.ts',
    'test/lib/x/y/b.test.ts',
  ]);
  expect(importers.byDoors('lib/z.ts')).toEqual(['test/lib/z.test.ts']);
});

test('a circle of imports ends', () => {
  const circle = new Map([
    ['a.ts', "import './b';\n"],
    ['b.ts', "import './a';\n"],
  ]);
  expect([...new Importers(circle).distances('a.ts')]).toEqual([
    ['a.ts', 0],
    ['b.ts', 1],
  ]);
});

test('the first test runs alone, and each part is four times the one before', () => {
  const tests = Array.from({ length: 8 }, (_, index) => `${index}`);
  expect(inParts(tests)).toEqual([['0'], ['1', '2', '3', '4'], ['5', '6', '7']]);
  expect(inParts([])).toEqual([]);
});
