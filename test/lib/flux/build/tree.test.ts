import { buildTree } from '../../../../lib/flux';
import { readFile } from '../../../../lib/flux/build/read';
import { Resource } from '../../../../lib/flux/build/resource';
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

test('before Flux 2.9, a variable that is set nowhere becomes empty text, and is said all the same', () => {
  const files = {
    'clusters/a/ks.yaml': kustomization('apps', './apps', 'postBuild: {substitute: {OTHER: x}}'),
    'apps/settings.yaml': settings,
  };
  const built = buildTree(new Map(Object.entries(files)), { strict: false });
  expect(built.problems.map(({ message, goesOn }) => [message, goesOn])).toEqual([
    ['${HOST} is not set by the Kustomization that applies this', true],
  ]);
  expect(object(built, 'ConfigMap', 'settings').object.data).toEqual({ host: ':4317' });
});

describe('no root is', () => {
  const applied = {
    'clusters/a/ks.yaml': kustomization('apps', './apps'),
    'apps/settings.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}',
  };
  const clusters = (files: { [path: string]: string }) =>
    tree({ ...applied, ...files }).clusters.map(({ name }) => name);

  test('a Kustomization of a component that nothing includes', () => {
    const component =
      'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [../base/ks.yaml]';
    expect(
      clusters({
        'components/base/ks.yaml': kustomization('shared', './components/base/app'),
        'components/base/app/settings.yaml': settings,
        'components/public/kustomization.yaml': component,
      }),
    ).toEqual(['clusters/a']);
  });

  test('a shelved folder, and a name that is yet to be substituted', () => {
    expect(
      clusters({
        '.archive/ks.yaml': kustomization('gone', './apps'),
        'archive/old/ks.yaml': kustomization('older', './apps'),
        'shared/ks.yaml': kustomization('${APP}', './apps'),
      }),
    ).toEqual(['clusters/a']);
  });

  test('unless there is nothing else', () => {
    expect(
      tree({ 'old/ks.yaml': kustomization('apps', './apps'), 'apps/settings.yaml': settings }).clusters.map(
        ({ name }) => name,
      ),
    ).toEqual(['old']);
  });
});

test('the folder that a bootstrap writes may be missing', () => {
  const built = tree({
    'clusters/a/kustomization.yaml': 'resources: [flux-system, ks.yaml]',
    'clusters/a/ks.yaml': kustomization('apps', './apps'),
    'apps/settings.yaml': settings,
  });
  expect(built.problems).toEqual([]);
  expect(built.notJudged.map(({ what, why }) => [what, why])).toEqual([
    ['flux-system', 'a bootstrap of Flux writes it'],
  ]);
});

test('an object that is encrypted to its name is not judged', () => {
  const built = tree({
    'clusters/a/ks.yaml': kustomization('apps', './apps'),
    'apps/secret.yaml':
      'apiVersion: ENC[AES256_GCM,data:a]\nkind: ENC[AES256_GCM,data:b]\nmetadata: {name: "ENC[AES256_GCM,data:c]"}',
  });
  expect(built.clusters.flatMap(({ objects }) => objects.map(({ key }) => key))).toEqual([
    'kustomize.toolkit.fluxcd.io/Kustomization/flux-system/apps',
  ]);
  expect(built.notJudged.map(({ why }) => why)).toEqual(['its kind and name are encrypted']);
});

test('a chart that lies in a tree without Flux is written for Helm', () => {
  const built = tree({
    'charts/a/Chart.yaml': 'apiVersion: v2\nkind: x\nmetadata: {name: a}',
    'charts/a/templates/pvc.yaml':
      'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: {{ .Values.name }}',
    'plain.yaml': settings,
  });
  expect(built.clusters.flatMap(({ objects }) => objects.map(({ writtenName }) => writtenName))).toEqual([
    'settings',
  ]);
  expect(built.problems).toEqual([]);
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

test('folders that double with each are built as far as a tree goes, and the rest is named', () => {
  const levels = Array.from({ length: 16 }, (_, level) => level);
  const map = (name: string) => `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}, namespace: d}}`;
  const built = tree({
    'flux/ks.yaml': kustomization('all', './p0'),
    ...Object.fromEntries(
      levels.flatMap((level) => [
        [
          `p${level}/kustomization.yaml`,
          `resources: [${level === 15 ? 'map.yaml' : `../l${level + 1}, ../r${level + 1}`}]`,
        ],
        [`l${level}/kustomization.yaml`, `nameSuffix: -l\nresources: [../p${level}]`],
        [`r${level}/kustomization.yaml`, `nameSuffix: -r\nresources: [../p${level}]`],
      ]),
    ),
    'p15/map.yaml': map('m'),
  });
  expect(built.notJudged.map(({ why }) => why)).toContain('the build includes folders more than 10000 times');
}, 30_000);

test('an object that many patches find under one name has had that one name', () => {
  const [node] = readFile('a.yaml', '{kind: ConfigMap, metadata: {name: a, namespace: d}}').documents;
  if (node?.kind !== 'map') throw new Error('no map');
  const resource = new Resource(node);
  for (let patch = 0; patch < 3; patch += 1) resource.storeId();
  resource.setMeta('name', 'b', resource.node.place);
  resource.storeId();
  expect(resource.previousIds.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(resource.originalId.name).toBe('a');
});
