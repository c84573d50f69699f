import { RE2JS } from 're2js';
import { BuildFault } from './fault';
import type { TextPlace } from './nodes';

/** Whether a text as a whole matches a pattern of the author's. */
export type Matcher = (text: string) => boolean;

const known = new Map<string, Matcher>();
const mostKnown = 2000;

/**
 * Matcher of a pattern in Go's syntax; matching takes time that grows with the text alone.
 *
 * @throws {BuildFault} where the pattern is none
 */
export function wholeMatcher(pattern: string, place: TextPlace): Matcher {
  if (/^[\w/@-]*$/.test(pattern)) return (text) => text === pattern;
  if (pattern === '.*') return () => true;
  const found = known.get(pattern);
  if (found !== undefined) return found;
  const made = compile(pattern, place);
  if (known.size >= mostKnown) known.clear();
  known.set(pattern, made);
  return made;
}

function compile(pattern: string, place: TextPlace): Matcher {
  try {
    const compiled = RE2JS.compile(`^(?:${pattern})$`);
    return (text) => compiled.matcher(text).find();
  } catch {
    throw new BuildFault(
      `${pattern} is not a pattern`,
      place,
      'write a regular expression of Go, or a plain name',
    );
  }
}
