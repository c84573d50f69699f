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

  test('has no entry in the list for nothing', () => {
    expect(mirrorFaults(new Map(), [{ source: 'lib/gone', by: ['test/lib'], why: 'was one thing' }])).toEqual(
      ['lib/gone needs no entry in tools/house/held.ts'],
    );
  });
});

test('every source file of this house is held', () => {
  const sources = readSources(join(__dirname, '..', '..', '..'), ['lib', 'charts', 'cli', 'test']);
  expect(mirrorFaults(sources, held)).toEqual([]);
});
