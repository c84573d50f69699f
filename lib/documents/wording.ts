import type { SourceLocation } from './source';

/** `a`, `a and b`, `a, b and c`; empty text for an empty list. */
export function enumerated(words: readonly string[], conjunction = 'and'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** The first of some words, and how many there are besides: `a, b and 3 more`. */
export function firstOf(words: readonly string[], most: number): string {
  const more = words.length > most ? ` and ${words.length - most} more` : '';
  return `${words.slice(0, most).join(', ')}${more}`;
}

/** `1 object`, `2 objects`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** `file:line:column`, as far as it is known; empty where nothing is. */
export function placeText({ file, line, column }: SourceLocation): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}
