import type { Data } from '../../checks';

/** Longer values are shortened: a reviewer opens the file for those. */
const longest = 80;

/** A value for people, on one line. */
export function showValue(value: Data | undefined): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' && value !== '' && !/\s/.test(value) ? value : JSON.stringify(value);
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[]): string {
  const last = words[words.length - 1] ?? '';
  return words.length <= 1 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** `1 object`, `2 objects`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
