import { mergeValues } from '../../charts/merge-values';

const merged = (key: string, base: unknown, over: unknown) =>
  (mergeValues({ [key]: base }, { [key]: over }) as { readonly [key: string]: unknown })[key];

test.each([
  'containers',
  'env',
  'extraContainers',
  'extraEnvs',
  'extraVolumes',
  'imagePullSecrets',
  'initContainers',
  'volumes',
])('entries of %s take the place of those of their name, and are added otherwise', (key) => {
  const base = [{ name: 'a', value: 1 }, { name: 'b' }, 'c'];
  const over = [{ name: 'd' }, { name: 'a', value: 2 }, 'c', 'e'];
  expect(merged(key, base, over)).toEqual([{ name: 'a', value: 2 }, { name: 'b' }, 'c', { name: 'd' }, 'e']);
});

test.each([
  ['extraVolumeMounts', 'mountPath'],
  ['volumeMounts', 'mountPath'],
  ['hostAliases', 'ip'],
])('entries of %s are named by their %s', (key, name) => {
  const base = [
    { [name]: '/a', name: 'v' },
    { [name]: '/b', name: 'v' },
  ];
  expect(merged(key, base, [{ [name]: '/b', name: 'w' }])).toEqual([base[0], { [name]: '/b', name: 'w' }]);
});

test('claims are named by their metadata', () => {
  const base = [{ metadata: { name: 'a' }, spec: 1 }, { metadata: { name: 'b' } }];
  expect(merged('volumeClaimTemplates', base, [{ metadata: { name: 'a' }, spec: 2 }])).toEqual([
    { metadata: { name: 'a' }, spec: 2 },
    { metadata: { name: 'b' } },
  ]);
  expect(merged('volumeClaimTemplates', [{ name: 'a' }], [{ name: 'b' }])).toEqual([{ name: 'b' }]);
});

test.each([
  'additionalMetrics',
  'egressRules',
  'extraArgs',
  'extraEnvsFrom',
  'extraManifests',
  'rules',
  'tolerations',
  'topologySpreadConstraints',
])('to %s entries are added', (key) => {
  expect(merged(key, [{ name: 'a' }], [{ name: 'a' }])).toEqual([{ name: 'a' }, { name: 'a' }]);
});

test.each(['command', 'receivers'])('another list, such as %s, is replaced', (key) => {
  expect(merged(key, ['a'], ['b'])).toEqual(['b']);
});

test('maps are merged key by key, at any depth, and what is of another kind replaces', () => {
  const base = { a: { b: { c: 1, rules: [1] }, d: 1 }, e: [1], f: { g: 1 }, h: 1 };
  const over = { a: { b: { rules: [2], c: 2 } }, e: { x: 1 }, f: 2, h: undefined, i: null };
  expect(mergeValues(base, over)).toEqual({
    a: { b: { c: 2, rules: [1, 2] }, d: 1 },
    e: { x: 1 },
    f: 2,
    h: 1,
    i: null,
  });
  expect(mergeValues(base, undefined)).toBe(base);
  expect(merged('rules', [1], 2)).toBe(2);
  expect(merged('rules', 1, [2])).toEqual([2]);
});

test.each(['config', 'alternateConfig'])('in %s every list is the collector’s own', (key) => {
  const base = { processors: { x: { rules: [1], env: [{ name: 'a' }], deep: { rules: [1], kept: 1 } } } };
  const over = { processors: { x: { rules: [2], env: [{ name: 'b' }], deep: { rules: [2] } } } };
  expect(merged(key, base, over)).toEqual({
    processors: { x: { rules: [2], env: [{ name: 'b' }], deep: { rules: [2], kept: 1 } } },
  });
  expect(merged(key, base, null)).toBeNull();
});
