import { type ChosenMutant, chosen } from '../../../tools/mutations/chosen';
import { withMutant } from '../../../tools/mutations/mutants';

const lines = Array.from({ length: 40 }, (_, i) => `export const f${i} = (x: number) => x === y${i};`);
const sources = new Map([
  ['lib/a.ts', lines.slice(0, 20).join('\n')],
  ['lib/b.ts', lines.slice(20).join('\n')],
]);
const changed = (from: ReadonlyMap<string, string>) => (mutant: ChosenMutant) =>
  withMutant(from.get(mutant.file) ?? '', mutant)
    .split('\n')
    .find((line) => line.includes('!=='));

describe('the chosen mutants', () => {
  test('are the same for the same seed, and others for another', () => {
    expect(chosen(sources, 1, 10)).toEqual(chosen(sources, 1, 10));
    expect(chosen(sources, 1, 10).map(changed(sources))).not.toEqual(
      chosen(sources, 2, 10).map(changed(sources)),
    );
  });

  test('are as many as asked for, each once, or all', () => {
    expect(new Set(chosen(sources, 1, 10).map(changed(sources))).size).toBe(10);
    expect(new Set(chosen(sources, 1, 100).map(changed(sources))).size).toBe(40);
  });

  test('come from every file', () => {
    expect(new Set(chosen(sources, 1, 20).map(({ file }) => file))).toEqual(
      new Set(['lib/a.ts', 'lib/b.ts']),
    );
  });

  test('stay the same where other lines and files change', () => {
    const before = chosen(sources, 1, 10);
    const touched = before.map(changed(sources));
    const others = new Map(
      [...sources].map(([file, text]) => [
        file,
        text
          .split('\n')
          .map((line) => (touched.includes(line.replace('===', '!==')) ? `\n${line}` : `type T = 'é';\n`))
          .join('\n'),
      ]),
    );
    expect(chosen(others, 1, 10).map(changed(others))).toEqual(touched);
  });

  test('tell twins in one file apart', () => {
    const twins = new Map([['lib/a.ts', 'f(a === b);\nf(a === b);']]);
    expect(new Set(chosen(twins, 1, 5).map(({ start }) => start)).size).toBe(2);
  });
});
