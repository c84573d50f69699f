import { pathsIn } from '../../../../lib/collector/ottl/infer';
import { parseStatement } from '../../../../lib/collector/ottl/parser';

const grammar = { strictLists: true, computedKeys: true };

/** The paths of a statement as they are written. */
function paths(text: string): string[] {
  const parsed = parseStatement(text, grammar);
  if (!('tree' in parsed)) throw new Error(parsed.fault.message);
  return pathsIn(parsed.tree).map(({ start, end }) => text.slice(start, end));
}

test.each([
  ['set(a, b.c) where d["x"] == 1 or not F(e)', ['a', 'b.c', 'd["x"]', 'e']],
  ['set(a[b], -c + (d * 2))', ['a[b]', 'b', 'c', 'd']],
  ['set(a, {"k": b, c: [d, "e"]})', ['a', 'b', 'c', 'd']],
  // What a lambda names is no path, in it and below it alone.
  ['set(a, F((x) => x == y))', ['a', 'y']],
  ['set(a, F((x) => G((y, _) => x.z == y), y))', ['a', 'y']],
  ['set(x, F((x) => x))', ['x']],
  ['set(-a, 1)', ['a']],
])('of %s they are %j', (text, expected) => {
  expect(paths(text)).toEqual(expected);
});
