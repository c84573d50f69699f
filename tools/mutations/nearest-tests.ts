import { dirname } from 'node:path';
import type { Held } from '../house/mirrors';
import { holders } from './holders';
import type { Importers } from './importers';

/**
 * The tests that may notice a change of a source, those first that notice it soonest and cost least: the test of its name; the
 * tests that hold it, in the order of the list, those beside it first; then all others that import it. Near ones come before far
 * ones, short before long.
 *
 * @param sources the rooms and `test`
 */
export function nearestTests(
  file: string,
  sources: ReadonlyMap<string, string>,
  importers: Importers,
  held: readonly Held[],
): string[] {
  const distances = importers.distances(file);
  const holding = holders(file, sources, held);
  const rank = (test: string) => {
    const found = holding.findIndex((one) => test === one || test.startsWith(`${one}/`));
    return found < 0 ? holding.length : found;
  };
  return [...sources.keys()]
    .filter((test) => test.endsWith('.test.ts') && (distances.has(test) || rank(test) < holding.length))
    .map((test) => ({
      test,
      rank: rank(test),
      beside: test.startsWith(`test/${dirname(file)}/`) ? 0 : 1,
      distance: distances.get(test) ?? sources.size,
      length: sources.get(test)?.length ?? 0,
    }))
    .sort((a, b) => a.rank - b.rank || a.beside - b.beside || a.distance - b.distance || a.length - b.length)
    .map(({ test }) => test);
}

/** Tests in parts to run one after the other: the first alone, each part four times as long as the one before. */
export function inParts(tests: readonly string[]): string[][] {
  const parts: string[][] = [];
  let size = 1;
  for (let start = 0; start < tests.length; ) {
    parts.push(tests.slice(start, start + size));
    start += size;
    size *= 4;
  }
  return parts;
}
