import { processorSeconds } from '../../../support/processor';
import { keys, kustomization, object, tree } from './support';

const map = (name: string, data = 'a: "1"') => `
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: ${name}}
  data: {${data}}`;

test('a folder without kustomization.yaml is every manifest below it, ignored files left out', () => {
  const built = tree({
    'clusters/a/ks.yaml': kustomization('apps', './apps'),
    '.sourceignore':
      '/apps/secret.yaml\n*.draft.yaml\n!keep.draft.yaml\n/apps/old/\n!/apps/old/deep/kept.yaml\n',
    'apps/old/deep/kept.yaml': 'not: a manifest',
    'apps/old/one.yaml': 'not: a manifest',
    'apps/one.yaml': map('one'),
    'apps/secret.yaml': 'not: a manifest',
    'apps/x.draft.yaml': 'not: a manifest',
    'apps/keep.draft.yaml': map('kept'),
    'apps/deep/two.yml': map('two'),
    'apps/deep/notes.txt': 'text',
    'apps/own/kustomization.yaml': 'namePrefix: own-\nresources: [three.yaml]',
    'apps/own/three.yaml': map('three'),
    'apps/own/unlisted.yaml': map('four'),
  });
  expect(built.problems).toEqual([]);
  expect(keys(built).slice(1).sort()).toEqual([
    '/ConfigMap//kept',
    '/ConfigMap//one',
    '/ConfigMap//own-three',
    '/ConfigMap//two',
  ]);
  expect(built.appliedByNothing).toEqual(['apps/own/unlisted.yaml']);
});

test('a file that is not a manifest stops a folder that Flux lists itself', () => {
  const built = tree({
    'clusters/a/ks.yaml': kustomization('apps', './apps'),
    'apps/one.yaml': map('one'),
    'apps/values.yaml': 'replicas: 2',
  });
  expect(built.problems.map(({ message, location }) => [message, location.file])).toEqual([
    ['apps/values.yaml is applied as objects of Kubernetes, but has no kind', 'apps/values.yaml'],
  ]);
});

test('a Flux Kustomization adds namespace, names, images, components, patches and metadata', () => {
  const built = tree({
    'clusters/a/ks.yaml': kustomization(
      'apps',
      './apps',
      `targetNamespace: shop
    namePrefix: eu-
    nameSuffix: -1
    images: [{name: nginx, newTag: "2"}]
    components: [../parts]
    ignoreMissingComponents: true
    commonMetadata: {labels: {team: core}, annotations: {by: flux}}
    patches:
      - patch: |
          apiVersion: v1
          kind: Pod
          metadata: {name: web}
          spec: {hostname: patched}`,
    ),
    'apps/kustomization.yaml':
      'resources: [pod.yaml]\nimages: [{name: nginx, newName: mirror/nginx, newTag: "1"}]',
    'apps/pod.yaml': `
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec: {containers: [{name: main, image: nginx}]}`,
  });
  expect(built.problems).toEqual([]);
  expect(object(built, 'Pod', 'eu-web-1').object).toEqual({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'eu-web-1', namespace: 'shop', labels: { team: 'core' }, annotations: { by: 'flux' } },
    spec: { containers: [{ name: 'main', image: 'mirror/nginx:2' }], hostname: 'patched' },
  });
});

test('variables come from ConfigMaps and Secrets of the cluster, whoever applies them, and inline beats all', () => {
  const built = tree({
    'clusters/a/apps.yaml': kustomization(
      'apps',
      './apps',
      'postBuild: {substitute: {C: inline}, substituteFrom: [{kind: ConfigMap, name: vars}, {kind: Secret, name: vars}]}',
    ),
    'clusters/a/vars.yaml': kustomization('vars', './vars', 'targetNamespace: flux-system'),
    'vars/vars.yaml': `
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: vars}
      data: {A: "010", B: config, C: config}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: vars}
      data: {B: c2VjcmV0}`,
    'apps/map.yaml': map('all', 'a: "${A}", b: "x-${B}", c: "${C}", d: "${D:=5}", e: "$${A}", "${A}": key'),
  });
  expect(built.problems).toEqual([]);
  expect(object(built, 'ConfigMap', 'all').object.data).toEqual({
    a: 8,
    b: 'x-secret',
    c: 'inline',
    d: 5,
    e: '${A}',
    8: 'key',
  });
});

test('an object opts out of substitution by annotation or label', () => {
  const built = tree({
    'clusters/a/ks.yaml': kustomization('apps', './apps', 'postBuild: {substitute: {A: x}}'),
    'apps/map.yaml': `
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: raw, annotations: {kustomize.toolkit.fluxcd.io/substitute: disabled}}
      data: {a: "\${A} $\${A} \${NONE}"}`,
  });
  expect(built.problems).toEqual([]);
  expect(object(built, 'ConfigMap', 'raw').object.data).toEqual({ a: '${A} $${A} ${NONE}' });
});

test('without variables nothing is substituted, unless it is to be always', () => {
  const files = (more: string) => ({
    'clusters/a/ks.yaml': kustomization('apps', './apps', more),
    'apps/map.yaml': map('m', 'a: "${A:-default}"'),
  });
  const data = (more: string) => object(tree(files(more)), 'ConfigMap', 'm').object.data;
  expect(data('postBuild: {substitute: {}}')).toEqual({ a: '${A:-default}' });
  expect(data('postBuild: {substituteStrategy: Always}')).toEqual({ a: 'default' });
});

test('an optional object that is not in the tree leaves open whether anything is substituted', () => {
  const built = tree({
    'clusters/a/ks.yaml': kustomization(
      'apps',
      './apps',
      'postBuild: {substituteFrom: [{kind: Secret, name: cluster, optional: true}]}',
    ),
    'apps/map.yaml': map('m', 'a: "$${A}", b: plain'),
  });
  const found = object(built, 'ConfigMap', 'm');
  expect(found.object.data).toEqual({ a: '$${A}', b: 'plain' });
  expect([found.isKnown(['data', 'a']), found.isKnown(['data', 'b'])]).toEqual([false, true]);
});

test('a key that is not a name of a variable stops every substitution', () => {
  const built = tree({
    'clusters/a/ks.yaml': kustomization('apps', './apps', 'postBuild: {substitute: {x-y: "1"}}'),
    'apps/map.yaml': map('m'),
  });
  expect(built.problems.map(({ message }) => message)).toEqual([
    'x-y is not a name of a variable, which stops the substitution of every object',
  ]);
});

test('what SOPS encrypted is there, with values that are not known', () => {
  const secret = `
      apiVersion: v1
      kind: Secret
      metadata: {name: s}
      stringData: {token: "ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]", plain: seen}
      sops: {mac: "ENC[AES256_GCM,data:x]", lastmodified: "2026-01-01T00:00:00Z"}`;
  const files = (more: string) => ({
    'clusters/a/ks.yaml': kustomization('apps', './apps', more),
    'apps/s.yaml': secret,
  });
  const found = object(tree(files('decryption: {provider: sops}')), 'Secret', 's');
  expect(found.object.sops).toBeUndefined();
  expect([found.isKnown(['stringData', 'token']), found.isKnown(['stringData', 'plain'])]).toEqual([
    false,
    true,
  ]);
  expect(object(tree(files('')), 'Secret', 's').object.sops).toBeDefined();
});

test('what another source brings is left out, and said once', () => {
  const built = tree({
    'clusters/a/flux-system/gotk-sync.yaml': kustomization('flux-system', './clusters/a'),
    'clusters/a/team.yaml': `
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: team, namespace: flux-system}
      spec: {interval: 1m, url: https://example.com/team.git}
      ---
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: {name: team, namespace: flux-system}
      spec: {path: ./deploy, prune: true, interval: 1h, sourceRef: {kind: GitRepository, name: team}}`,
  });
  expect(built.problems).toEqual([]);
  expect(built.notJudged.map(({ what, why }) => [what, why])).toEqual([
    ['Kustomization flux-system/team', 'its path is not in this tree, so that its source may be another one'],
  ]);
  expect(built.clusters[0]?.isComplete).toBe(false);
});

test('what the source of the roots ignores is not there', () => {
  const source = (name: string, namespace = 'flux-system') => `
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: ${name}, namespace: ${namespace}}
      spec: {url: "https://example.com/fleet.git", ignore: "/apps/draft.yaml"}`;
  const applied = (text: string) =>
    keys(
      tree({
        'clusters/a/flux-system/gotk-sync.yaml': kustomization('flux-system', './clusters/a'),
        'clusters/a/flux-system/source.yaml': text,
        'clusters/a/apps.yaml': kustomization('apps', './apps'),
        'apps/map.yaml': map('m'),
        'apps/draft.yaml': map('draft'),
      }),
    ).filter((key) => key.includes('ConfigMap'));
  expect(applied(source('flux-system'))).toEqual(['/ConfigMap//m']);
  for (const other of [source('other'), source('flux-system', 'other')])
    expect(applied(other)).toEqual(['/ConfigMap//draft', '/ConfigMap//m']);
});

test('a path of this tree that is not there stops the Kustomization', () => {
  const built = tree({
    'clusters/a/flux-system/gotk-sync.yaml': kustomization('flux-system', './clusters/a'),
    'clusters/a/apps.yaml': kustomization('apps', './aps'),
    'apps/map.yaml': map('m'),
  });
  expect(built.problems.map(({ message, location }) => [message, location.file, location.line])).toEqual([
    ['the path ./aps is not in the tree', 'clusters/a/apps.yaml', 5],
  ]);
});

test('a FluxInstance is a root, from its object or from the values of its chart', () => {
  const instance = `
      apiVersion: fluxcd.controlplane.io/v1
      kind: FluxInstance
      metadata: {name: flux, namespace: flux-system}
      spec: {sync: {kind: GitRepository, url: https://example.com/fleet.git, path: clusters/a}}`;
  const release = `
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: flux-instance, namespace: flux-system}
      spec: {values: {instance: {sync: {kind: GitRepository, path: clusters/a}}}}`;
  for (const text of [instance, release]) {
    const files = { 'apps/flux.yaml': text, 'clusters/a/apps.yaml': kustomization('apps', './apps') };
    const listed = { 'apps/kustomization.yaml': 'resources: [flux.yaml]' };
    for (const built of [tree(files), tree({ ...files, ...listed })]) {
      expect(
        built.clusters.map(({ name, kustomizations }) => [name, kustomizations.map((each) => each.name)]),
      ).toEqual([['clusters/a', ['flux-system/flux-system', 'flux-system/apps']]]);
    }
  }
});

test('an artifact that is put together out of this tree is built', () => {
  const built = tree({
    'clusters/a/apps.yaml': kustomization('apps', './one').replace(
      'sourceRef: {kind: GitRepository, name: flux-system}',
      'sourceRef: {kind: ExternalArtifact, name: apps}',
    ),
    'clusters/a/artifacts.yaml': `
      apiVersion: source.extensions.fluxcd.io/v1beta1
      kind: ArtifactGenerator
      metadata: {name: all, namespace: flux-system}
      spec:
        sources: [{alias: repo, kind: GitRepository, name: flux-system}]
        artifacts:
          - {name: apps, copy: [{from: "@repo/apps/base/**", to: "@artifact/one/"}]}`,
    'apps/base/map.yaml': map('m'),
  });
  const found = object(built, 'ConfigMap', 'm');
  expect(found.locate(['data', 'a'])).toEqual({ file: 'apps/base/map.yaml', line: 4, column: 8 });
  expect(built.appliedByNothing).toEqual([]);
});

test('without Flux each kustomization.yaml that no other names is one tree, and plain manifests are one', () => {
  const built = tree({
    'overlays/a/kustomization.yaml': 'namePrefix: a-\nresources: [../../base]',
    'overlays/b/kustomization.yaml': 'namePrefix: b-\nresources: [../../base]',
    'base/kustomization.yaml': 'resources: [map.yaml]',
    'base/map.yaml': map('m'),
    'plain.yaml': map('p'),
    'mkdocs.yml': 'site_name: docs',
  });
  expect(built.clusters.map(({ name, objects }) => [name, objects.map(({ key }) => key)])).toEqual([
    ['overlays/a', ['/ConfigMap//a-m']],
    ['overlays/b', ['/ConfigMap//b-m']],
    ['', ['/ConfigMap//p']],
  ]);
});

test('a Flux Kustomization that its folder leaves out on purpose is not a root', () => {
  const built = tree({
    'flux/cluster.yaml': kustomization('cluster', './apps'),
    'apps/kustomization.yaml': 'resources: [one/ks.yaml]\n# - two/ks.yaml',
    'apps/one/ks.yaml': kustomization('one', './apps/one/app'),
    'apps/one/app/map.yaml': map('one'),
    'apps/two/ks.yaml': kustomization('two', './apps/two/app'),
    'apps/two/app/map.yaml': map('two'),
  });
  expect(built.clusters.map(({ name }) => name)).toEqual(['flux']);
  expect(built.appliedByNothing).toEqual(['apps/two/app/map.yaml', 'apps/two/ks.yaml']);
});

test('the root is the one that no other applies, wherever it lies; of a circle it is the first', () => {
  const named = (files: Readonly<Record<string, string>>) =>
    tree(files).clusters.map(({ name, kustomizations }) => [
      name,
      ...kustomizations.map((each) => each.name),
    ]);
  expect(
    named({
      'apps/ks.yaml': kustomization('apps', './maps'),
      'maps/map.yaml': map('m'),
      'roots/ks.yaml': kustomization('root', './apps'),
    }),
  ).toEqual([['roots', 'roots', 'flux-system/root', 'flux-system/apps']]);
  expect(named({ 'a/ks.yaml': kustomization('a', './b'), 'b/ks.yaml': kustomization('b', './a') })).toEqual([
    ['a', 'a', 'flux-system/a', 'flux-system/b'],
  ]);
});

test('a tree of a thousand files is built in time that grows with it', () => {
  const seconds = (bases: number) => {
    const files = new Map<string, string>();
    for (let at = 0; at < bases; at += 1) {
      files.set(
        `base/${at}/map.yaml`,
        `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m${at}}\ndata: {a: "\${A}"}\n`,
      );
      files.set(`base/${at}/kustomization.yaml`, 'resources: [map.yaml]\nlabels: [{pairs: {team: core}}]\n');
      files.set(`mid/${at}/kustomization.yaml`, `nameSuffix: -x\nresources: [../../base/${at}]\n`);
    }
    for (const cluster of ['a', 'b', 'c', 'd']) {
      const list = Array.from({ length: bases }, (_, at) => `  - ../../mid/${at}\n`).join('');
      files.set(`apps/${cluster}/kustomization.yaml`, `namespace: ${cluster}\nresources:\n${list}`);
      files.set(
        `clusters/${cluster}/ks.yaml`,
        kustomization('apps', `./apps/${cluster}`, 'postBuild: {substitute: {A: x}}').replace(/^ {2}/gm, ''),
      );
    }
    let built = tree({});
    const taken = processorSeconds(() => {
      built = tree(Object.fromEntries(files));
    });
    expect(keys(built)).toHaveLength(4 * (bases + 1));
    expect(built.problems).toEqual([]);
    return taken;
  };
  seconds(20);
  expect(seconds(333)).toBeLessThan(10);
});
