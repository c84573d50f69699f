import { DependencyGraph } from '../../../lib/flux';

function graph(edges: { [key: string]: string[] }): DependencyGraph {
  const node = (key: string) => ({ namespace: 'n', name: key });
  return new DependencyGraph(
    Object.entries(edges).map(([key, targets]) => ({ ...node(key), dependsOn: targets.map(node) })),
  );
}

test('everything waited for is reachable, the node itself is not', () => {
  const reached = graph({ a: ['b'], b: ['c'], c: [], d: [] }).reachableFrom('n/a');
  expect([...reached].sort()).toEqual(['n/b', 'n/c']);
});

test('a cycle is given once, with its members', () => {
  expect(graph({ a: ['b'], b: ['c'], c: ['b'], d: ['a'] }).cycles()).toEqual([['n/b', 'n/c']]);
  expect(graph({ a: ['a'] }).cycles()).toEqual([['n/a']]);
  expect(graph({ a: ['b', 'a'], b: [] }).cycles()).toEqual([['n/a']]);
  expect(graph({ a: ['b', 'c', 'a'], b: ['b'], c: [] }).cycles()).toEqual([['n/b'], ['n/a']]);
  expect(graph({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }).cycles()).toEqual([]);
});

test('a long chain does not exhaust the stack', () => {
  const edges = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [`k${index}`, [`k${index + 1}`]]),
  );
  expect(graph(edges).cycles()).toEqual([]);
});
