import { join } from 'node:path';
import { held } from '../../../tools/house/held';
import { readSources } from '../../../tools/house/imports';
import { mirrorFaults } from '../../../tools/house/mirrors';

const code = 'export const a = 1;';

describe('a source file', () => {
  test('has a test of its own name', () => {
    const sources = new Map([
      ['lib/x/a.ts', code],
      ['test/lib/x/a.test.ts', ''],
    ]);
    expect(mirrorFaults(sources, [])).toEqual([]);
  });

  test('needs none where it holds types alone', () => {
    expect(
      mirrorFaults(new Map([['lib/x/a.ts', 'export interface A {\n  readonly const: 1;\n}']]), []),
    ).toEqual([]);
  });

  test('is told where nothing holds it', () => {
    expect(mirrorFaults(new Map([['lib/x/a.ts', code]]), [])).toEqual([
      'lib/x/a.ts has no test: write test/lib/x/a.test.ts, or say in tools/house/held.ts what holds it',
    ]);
  });

  test('may be held by tests that reach it', () => {
    const sources = new Map([
      ['lib/x/a.ts', code],
      ['lib/x/b.ts', code],
      ['lib/x/index.ts', "export * from './a';"],
      ['test/lib/x/all.test.ts', "import { a } from '../../../lib/x';"],
    ]);
    expect(mirrorFaults(sources, [{ source: 'lib/x', by: ['test/lib/x'], why: 'one thing' }])).toEqual([
      'lib/x/b.ts is not reached from test/lib/x, which tools/house/held.ts names as its tests',
    ]);
  });

  test('is held by a test beside it that imports it by a door, and by none that is farther away', () => {
    const sources = new Map([
      ['lib/x/index.ts', "export * from './a';"],
      ['lib/x/a.ts', `import { b } from './b';\n${code}`],
      ['lib/x/b.ts', code],
      ['test/lib/x/all.test.ts', "import { a } from '../../../lib/x';"],
    ]);
    expect(mirrorFaults(sources, [])).toEqual([
      'lib/x/b.ts has no test: write test/lib/x/b.test.ts, or say in tools/house/held.ts what holds it',
    ]);
  });

  test('shares its entry with few others, unless the test visits each', () => {
    const names = Array.from({ length: 11 }, (_, at) => `lib/x/${at}.ts`);
    const sources = new Map(names.map((name) => [name, code]));
    const entry = { source: 'lib/x', by: [], why: 'people run it' };
    expect(mirrorFaults(sources, [entry])).toEqual([
      'an entry of lib/x in tools/house/held.ts speaks of 11 files: at most 10',
    ]);
    expect(mirrorFaults(sources, [{ ...entry, each: true }])).toEqual([]);
    expect(mirrorFaults(sources, [entry, { ...entry, files: ['3'] }])).toEqual([]);
  });

  test('has no entry in the list for nothing', () => {
    expect(mirrorFaults(new Map(), [{ source: 'lib/gone', by: ['test/lib'], why: 'was one thing' }])).toEqual(
      ['lib/gone needs no entry in tools/house/held.ts'],
    );
  });
});

test('every source file of this house is held', () => {
  const sources = readSources(join(__dirname, '..', '..', '..'), [
    'lib',
    'charts',
    'cli',
    'environments',
    'tools',
    'conformance',
    'test',
  ]);
  expect(mirrorFaults(sources, held)).toEqual([]);
});
