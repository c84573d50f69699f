import { RE2JS } from 're2js';
import { often } from '../../documents';
import { BuildFault } from './fault';
import type { TextPlace } from './nodes';

/** Whether a text as a whole matches a pattern of the author's. */
export type Matcher = (text: string) => boolean;

const compiled = often((pattern) => RE2JS.compile(`^(?:${pattern})$`));

/**
 * Matcher of a pattern in Go's syntax; matching takes time that grows with the text alone.
 *
 * @throws {BuildFault} where the pattern is none
 */
export function wholeMatcher(pattern: string, place: TextPlace): Matcher {
  if (/^[\w/@-]*$/.test(pattern)) return (text) => text === pattern;
  if (pattern === '.*') return () => true;
  try {
    const expression = compiled(pattern);
    return (text) => expression.matcher(text).find();
  } catch {
    throw new BuildFault(
      `${pattern} is not a pattern`,
      place,
      'write a regular expression of Go, or a plain name',
    );
  }
}
