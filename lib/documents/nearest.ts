import { distance } from 'fastest-levenshtein';

/**
 * The known word that a mistyped one most likely means; undefined where none is near. Case, hyphens and underscores
 * count for nothing, and a word is never its own correction.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  const plain = (text: string) => text.toLowerCase().replace(/[-_]/g, '');
  let best: { word: string; far: number } | undefined;
  for (const candidate of known) {
    if (candidate === word) continue;
    const far = plain(candidate) === plain(word) ? 0 : steps(lower, candidate.toLowerCase());
    if (best === undefined || far < best.far) best = { word: candidate, far };
  }
  return best !== undefined && best.far <= Math.max(2, Math.floor(word.length / 3)) ? best.word : undefined;
}

/** Two neighbours that changed places are one slip. */
function steps(word: string, candidate: string): number {
  const first = [...word].findIndex((letter, index) => letter !== candidate[index]);
  const isSwap =
    first >= 0 &&
    word[first] === candidate[first + 1] &&
    word[first + 1] === candidate[first] &&
    word.slice(first + 2) === candidate.slice(first + 2);
  return isSwap ? 1 : distance(word, candidate);
}

/** `; did you mean "otlp"?`, or an empty text where no known name is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  const guess = nearest(name, known);
  return guess === undefined ? '' : `; did you mean "${guess}"?`;
}

/** Steps from one word to another: letters that are put in, left out or replaced. */
export { distance };
