import { type Mutant, mutantsOf } from './mutants';

/** A mutant of a file. */
export interface Chosen extends Mutant {
  readonly file: string;
}

/** Mulberry32: the same numbers from 0 to 1 for the same seed on every machine. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Some mutants of some sources, each mutant as likely as any other; the same for the same seed and sources.
 *
 * @param sources texts by file
 * @param count how many, each at most once
 */
export function chosen(sources: ReadonlyMap<string, string>, seed: number, count: number): Chosen[] {
  const all = [...sources]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([file, text]) => mutantsOf(text).map((mutant): Chosen => ({ file, ...mutant })));
  const next = numbers(seed);
  const picked: Chosen[] = [];
  while (picked.length < count && all.length > 0)
    picked.push(...all.splice(Math.floor(next() * all.length), 1));
  return picked;
}
