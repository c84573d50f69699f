import type { Data } from '../../checks';

/** Longer values are shortened: a reviewer opens the file for those. */
const longest = 80;

/** A value for people, on one line. */
export function showValue(value: Data | undefined): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' && value !== '' && !/\s/.test(value) ? value : JSON.stringify(value);
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
