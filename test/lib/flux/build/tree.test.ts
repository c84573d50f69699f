import { kustomization, object, tree } from './support';

const settings = `
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: settings}
  data: {host: "\${HOST}:4317"}`;

test('what a root applies is built after it, with what the parent patches into it', () => {
  const built = tree({
    'clusters/a/ks.yaml': kustomization(
      'apps',
      './apps',
      `patches:
      - target: {kind: Kustomization}
        patch: |-
          - {op: add, path: /spec/targetNamespace, value: web}
          - {op: add, path: /spec/postBuild, value: {substitute: {HOST: tempo}}}`,
    ),
    'apps/kustomization.yaml': `
      resources: [child.yaml]`,
    'apps/child.yaml': kustomization('settings', './settings'),
    'settings/settings.yaml': settings,
  });
  expect(built.problems).toEqual([]);
  const found = object(built, 'ConfigMap', 'settings');
  expect(found.object).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace: 'web' },
    data: { host: 'tempo:4317' },
  });
  expect(found.chain.map(({ name }) => name)).toEqual([
    'flux-system/settings',
    'flux-system/apps',
    'clusters/a',
  ]);
  expect(found.locate(['data', 'host'])).toEqual({ file: 'settings/settings.yaml', line: 4, column: 8 });
  expect(found.locate(['metadata', 'namespace'])).toEqual({
    file: 'clusters/a/ks.yaml',
    line: 12,
    column: 57,
  });
});

test('two clusters that share a base are two clusters', () => {
  const built = tree({
    'clusters/a/apps.yaml': kustomization('apps', './apps/a'),
    'clusters/b/apps.yaml': kustomization('apps', './apps/b'),
    'apps/base/kustomization.yaml': `
      resources: [settings.yaml]`,
    'apps/base/settings.yaml': settings,
    'apps/a/kustomization.yaml': `
      namePrefix: a-
      resources: [../base]`,
    'apps/b/kustomization.yaml': `
      namePrefix: b-
      resources: [../base]`,
  });
  expect(built.clusters.map(({ name, objects }) => [name, objects.map(({ key }) => key)])).toEqual([
    ['clusters/a', ['kustomize.toolkit.fluxcd.io/Kustomization/flux-system/apps', '/ConfigMap//a-settings']],
    ['clusters/b', ['kustomize.toolkit.fluxcd.io/Kustomization/flux-system/apps', '/ConfigMap//b-settings']],
  ]);
});

test('a bootstrap that applies itself is built with what its own folder patches into it', () => {
  const built = tree({
    'clusters/a/flux-system/gotk-sync.yaml': kustomization('flux-system', './clusters/a'),
    'clusters/a/flux-system/kustomization.yaml': `
      resources: [gotk-sync.yaml]
      patches:
        - target: {kind: Kustomization}
          patch: |
            - {op: add, path: /spec/postBuild, value: {substitute: {HOST: loki}}}`,
    'clusters/a/settings.yaml': settings,
  });
  expect(object(built, 'ConfigMap', 'settings').object.data).toEqual({ host: 'loki:4317' });
  expect(built.clusters.map(({ kustomizations }) => kustomizations.map(({ name }) => name))).toEqual([
    ['flux-system/flux-system'],
  ]);
});

test('a variable of an object that is not in the tree leaves its text, and says that the value is not known', () => {
  const built = tree({
    'clusters/a/ks.yaml': kustomization(
      'apps',
      './apps',
      'postBuild: {substituteFrom: [{kind: Secret, name: cluster}]}',
    ),
    'apps/settings.yaml': settings,
  });
  const found = object(built, 'ConfigMap', 'settings');
  expect(found.object.data).toEqual({ host: '${HOST}:4317' });
  expect(found.isKnown(['data', 'host'])).toBe(false);
  expect(found.isKnown(['metadata', 'name'])).toBe(true);
  expect(built.problems).toEqual([]);
});

test('a variable that is set nowhere stops the build, and is said with its place', () => {
  const built = tree({
    'clusters/a/ks.yaml': kustomization('apps', './apps', 'postBuild: {substitute: {OTHER: x}}'),
    'apps/settings.yaml': settings,
  });
  expect(built.problems).toEqual([
    {
      message: '${HOST} is not set by the Kustomization that applies this',
      fix: 'set HOST in postBuild, write $${HOST} where the text is meant, or give a default',
      location: { file: 'apps/settings.yaml', line: 4, column: 15 },
      build: 'flux-system/apps',
    },
  ]);
});

test('what nothing applies is named, and a base elsewhere is left out', () => {
  const built = tree({
    'clusters/a/ks.yaml': kustomization('apps', './apps'),
    'apps/kustomization.yaml': `
      resources:
        - https://github.com/org/repo//deploy?ref=v1
        - settings.yaml`,
    'apps/settings.yaml': settings,
    'old/settings.yaml': settings,
    'talos/patch.yaml': 'machine: {}',
  });
  expect(built.appliedByNothing).toEqual(['old/settings.yaml']);
  expect(built.notJudged).toEqual([
    {
      what: 'https://github.com/org/repo//deploy?ref=v1',
      why: 'it lies outside the tree',
      how: 'fetch it into the tree and name the copy',
      location: { file: 'apps/kustomization.yaml', line: 2, column: 5 },
    },
  ]);
  expect(built.clusters[0]?.isComplete).toBe(false);
});
