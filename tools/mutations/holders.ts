import { entryOf, type Held } from '../house/mirrors';

/**
 * The tests that hold a source, most likely to notice a change of it: the one of its name, and those of the narrowest entry of the list.
 *
 * @param sources the rooms and `test`
 * @returns files and folders below `test`
 */
export function holders(file: string, sources: ReadonlyMap<string, string>, held: readonly Held[]): string[] {
  const mirror = `test/${file.replace(/\.ts$/, '.test.ts')}`;
  return [...(sources.has(mirror) ? [mirror] : []), ...(entryOf(held, file)?.by ?? [])];
}
