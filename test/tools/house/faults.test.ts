import { join } from 'node:path';
import { houseFaults, type Rooms } from '../../../tools/house/faults';
import { readRooms } from '../../../tools/house/imports';
import { rooms } from '../../../tools/house/rooms';

const house: Rooms = {
  'lib/below': { below: [], packages: ['semver'], doors: ['side'] },
  'lib/above': { below: ['lib/below'], packages: [] },
};
const door = ['lib/below/index.ts', 'export const a = 1;'] as const;

function faults(...files: (readonly [string, string])[]): string[] {
  return houseFaults(
    new Map([door, ['lib/below/side/index.ts', ''], ['lib/below/deep.ts', ''], ...files]),
    house,
  );
}

describe('the imports of a house', () => {
  test('may go down through a door', () => {
    expect(
      faults([
        'lib/above/x.ts',
        "import { a } from '../below';\nimport b from '../below/side';\nimport data from './data.json';\n",
      ]),
    ).toEqual([]);
  });

  test('may not go up', () => {
    expect(
      faults(['lib/above/index.ts', ''], ['lib/below/x.ts', "\nexport type { T } from '../above';"]),
    ).toEqual([
      'lib/below/x.ts:2: lib/below does not stand above lib/above: tools/house/rooms.ts says what it may import',
    ]);
  });

  test.each([
    ['a value', "import { a } from '../below/deep';"],
    ['a type', "import type { A } from '../below/deep';"],
    ['several lines', "import {\n  a,\n  type B,\n} from '../below/deep';"],
    ['a type in place', "let a: import('../below/deep').A;"],
    ['what is loaded late', "const a = require('../below/deep');"],
    ['what is passed on', "export * from '../below/deep';"],
  ])('may not go past a door: %s', (_, text) => {
    expect(faults(['lib/above/x.ts', text])).toEqual([
      `lib/above/x.ts:${text.split('\n').length}: lib/below/deep.ts is inside lib/below: import it by a door, lib/below/index.ts, lib/below/side/index.ts`,
    ]);
  });

  test('use the packages of their room alone', () => {
    expect(
      faults(['lib/below/x.ts', "import { lt } from 'semver/functions/lt';\nimport fs from 'node:fs';"]),
    ).toEqual([
      'lib/below/x.ts:2: lib/below does not use node:fs: tools/house/rooms.ts says what it uses (lib/below/x.ts)',
    ]);
  });

  test('are not a circle, of types neither', () => {
    expect(
      faults(
        ['lib/above/x.ts', "import type { Y } from './y';"],
        ['lib/above/y.ts', "import { z } from './z';"],
        ['lib/above/z.ts', "import { x } from './x';"],
      ),
    ).toEqual(['lib/above/x.ts, lib/above/y.ts, lib/above/z.ts import each other']);
  });
});

test('this house stands', () => {
  const sources = readRooms(join(__dirname, '..', '..', '..'), rooms);
  expect(sources.size).toBeGreaterThan(500);
  expect(houseFaults(sources)).toEqual([]);
});
