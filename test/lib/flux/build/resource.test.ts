import { object, tree } from './support';

// Expectations are what kustomize 5 (api 0.21.1) makes of the same files; conformance/flux-build compares at random.

const map = `
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: m}
  data: {a: "1"}`;

const annotate =
  'patchesJson6902: [{target: {version: v1, kind: ConfigMap, name: m}, patch: "[{op: add, path: /metadata/annotations/note, value: x}]"}]';

/** The annotations that a JSON patch adds to, or what is wrong with it. */
function annotated(kustomization: string, base = 'resources: [map.yaml]\n'): unknown {
  const built = tree({
    'base/kustomization.yaml': base,
    'base/map.yaml': map,
    'over/kustomization.yaml': `resources: [../base]\n${kustomization}${annotate}\n`,
  });
  const [problem] = built.problems;
  if (problem !== undefined) return problem.message;
  const [first] = built.clusters.flatMap(({ objects }) => objects);
  return first?.object.metadata;
}

describe('a JSON patch of annotations', () => {
  test('finds none at an object as it is written', () => {
    expect(annotated('')).toMatch(/annotations/);
  });

  test.each([
    ['has a prefix', 'namePrefix: p-\n'],
    ['has a suffix', 'nameSuffix: -s\n'],
    ['was moved to a namespace', 'namespace: develop\n'],
  ])('finds those that kustomize keeps of an object that %s', (_, base) => {
    expect(annotated('', `resources: [map.yaml]\n${base}`)).toMatchObject({ annotations: { note: 'x' } });
  });

  test('finds those that kustomize keeps of a generated object', () => {
    expect(annotated('', 'configMapGenerator: [{name: m, literals: [a=1]}]\n')).toMatchObject({
      annotations: { note: 'x' },
    });
  });
});

describe('a patch that names another object', () => {
  const patched = (options: string) => {
    const built = tree({
      'kustomization.yaml': `resources: [map.yaml]\npatches: [{target: {name: m}, patch: "{apiVersion: v1, kind: Secret, metadata: {name: other}, data: {b: '2'}}"${options}}]\n`,
      'map.yaml': map,
    });
    return built.clusters.flatMap(({ objects }) => objects.map(({ key }) => key));
  };

  test('renames it, or changes its kind, where that is allowed', () => {
    expect(patched('')).toEqual(['/ConfigMap//m']);
    expect(patched(', options: {allowNameChange: true}')).toEqual(['/ConfigMap//other']);
    expect(patched(', options: {allowKindChange: true}')).toEqual(['/Secret//m']);
    expect(patched(', options: {allowNameChange: true, allowKindChange: true}')).toEqual(['/Secret//other']);
  });
});

describe('a generated object that merges', () => {
  const merged = (base: string, name: string) => {
    const built = tree({
      'base/kustomization.yaml': `${base}configMapGenerator: [{name: g, literals: [a=1]}]\n`,
      'over/kustomization.yaml': `resources: [../base]\ngeneratorOptions: {disableNameSuffixHash: true}\nconfigMapGenerator: [{name: ${name}, behavior: merge, literals: [b=2]}]\n`,
    });
    return built.problems.length > 0
      ? built.problems.map(({ message }) => message)
      : built.clusters.flatMap(({ objects }) => objects.map((each) => each.object.data));
  };

  test('finds the other one by its name now and by names that it had', () => {
    expect(merged('', 'g')).toEqual([{ a: '1', b: '2' }]);
    expect(merged('namePrefix: p-\n', 'g')).toEqual([{ a: '1', b: '2' }]);
    expect(merged('namePrefix: p-\n', 'p-g')).toEqual([{ a: '1', b: '2' }]);
    expect(merged('', 'other')).toEqual(['there is no ConfigMap other to merge']);
  });
});

test('a name is followed by all that it had, from the first on', () => {
  const built = tree({
    'base/kustomization.yaml': 'namePrefix: p-\nresources: [map.yaml, pod.yaml]\n',
    'base/map.yaml': map,
    'base/pod.yaml': `
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec: {containers: [{name: web, envFrom: [{configMapRef: {name: m}}]}]}`,
    'over/kustomization.yaml': 'nameSuffix: -s\nresources: [../base]\n',
  });
  expect(object(built, 'Pod', 'p-web-s').object.spec).toEqual({
    containers: [{ name: 'web', envFrom: [{ configMapRef: { name: 'p-m-s' } }] }],
  });
});
