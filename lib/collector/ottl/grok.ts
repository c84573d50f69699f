import { goRegexpFault } from '../effective/go-regexp';

let stored: ReadonlyMap<string, string> | undefined;

/** The patterns that the library has, each with a text that captures as it does: a group with a name, or none. */
function known(): ReadonlyMap<string, string> {
  if (stored !== undefined) return stored;
  const { naming, plain } = require('./data/grok.json') as { naming: string; plain: string };
  stored = new Map([
    ...naming.split(' ').map((name): [string, string] => [name, '(?P<x>x)']),
    ...plain.split(' ').map((name): [string, string] => [name, 'x']),
  ]);
  return stored;
}

/** `%{PATTERN}`, `%{PATTERN:field}`, `%{PATTERN:field:type}`; whatever else is written is text. */
const reference = /%\{(\w+)(?::([\w+.]+)(?::\w+)?)?\}/g;

/** Deeper than any pattern that ends. */
const deepest = 40;

/**
 * Why a grok pattern is refused where it is compiled; undefined where it is taken, or where what it names is nested without end.
 *
 * @param definitions patterns that are defined beside those of the library, by name
 * @param namedOnly whether patterns without a field are no captures
 */
export function grokFault(
  pattern: string,
  definitions: ReadonlyMap<string, string>,
  namedOnly: boolean,
): string | undefined {
  const unknown = new Set<string>();
  const expand = (text: string, depth: number): string =>
    text.replace(reference, (_whole, name: string, field?: string) => {
      const inner = definitions.get(name) ?? known().get(name);
      if (inner === undefined) unknown.add(name);
      const group = (field ?? name).replaceAll('.', '___');
      const body = depth > deepest ? 'x' : expand(inner ?? 'x', depth + 1);
      return namedOnly && field === undefined ? `(${body})` : `(?P<${group}>${body})`;
    });
  const expanded = expand(pattern, 0);
  const [first] = unknown;
  if (first !== undefined) return `no pattern is called ${first}`;
  const fault = goRegexpFault(expanded);
  if (fault !== undefined) return fault;
  return namedOnly && !/\(\?P?</.test(expanded)
    ? 'it names no field, and only named ones are captured'
    : undefined;
}
