import { createHash } from 'node:crypto';
import { type Mutant, mutantsOf } from './mutants';

/** A mutant of a file. */
export interface ChosenMutant extends Mutant {
  readonly file: string;
}

/**
 * Some mutants of some sources, each mutant as likely as any other; the same for the same seed and sources. What is chosen hangs on
 * the file and on the line: a change elsewhere moves no other mutant, so that what one run taught holds for the next.
 *
 * @param sources texts by file
 * @param count how many, each at most once
 */
export function chosen(sources: ReadonlyMap<string, string>, seed: number, count: number): ChosenMutant[] {
  return [...sources]
    .flatMap(([file, text]) => drawn(file, text, seed))
    .sort((one, other) => (one.lot < other.lot ? -1 : 1))
    .slice(0, count)
    .map(({ mutant }) => mutant);
}

/** Each mutant of a text with its lot; the lowest lots are chosen. */
function drawn(file: string, text: string, seed: number): { lot: string; mutant: ChosenMutant }[] {
  const bytes = Buffer.from(text);
  const seen = new Map<string, number>();
  return mutantsOf(text).map((mutant) => {
    const { before, after } = mutant;
    const what = JSON.stringify([seed, file, lineAt(bytes, mutant.start), before, after]);
    const nth = (seen.get(what) ?? 0) + 1;
    seen.set(what, nth);
    return { lot: createHash('sha256').update(`${what} ${nth}`).digest('hex'), mutant: { file, ...mutant } };
  });
}

function lineAt(bytes: Buffer, start: number): string {
  const end = bytes.indexOf('\n', start);
  return bytes
    .subarray(bytes.subarray(0, start).lastIndexOf('\n') + 1, end < 0 ? undefined : end)
    .toString()
    .trim();
}
