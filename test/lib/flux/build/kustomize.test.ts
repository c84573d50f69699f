import type { Data } from '../../../../lib/documents';
import { keys, object, tree } from './support';

// Expectations are what kustomize 5 (api 0.21.1) makes of the same files; conformance/flux-build compares at random.

const deployment = `
  apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: web
    labels: {app: web}
  spec:
    replicas: 1
    selector:
      matchLabels: {app: web}
    template:
      metadata:
        labels: {app: web}
      spec:
        serviceAccountName: web
        containers:
          - name: main
            image: ghcr.io/org/web:1.0
            env:
              - {name: A, value: a}
              - {name: B, valueFrom: {configMapKeyRef: {name: settings, key: b}}}
            ports:
              - {containerPort: 80, protocol: TCP}
              - {containerPort: 80, protocol: UDP}
          - name: side
            image: ghcr.io/org/side@sha256:aaaa
        volumes:
          - {name: settings, configMap: {name: settings}}`;

const settings = `
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: settings}
  data: {b: "1"}`;

/** The Deployment that a kustomization.yaml makes of the one above. */
function web(kustomization: string, more: Readonly<Record<string, string>> = {}, name = 'web') {
  const built = tree({
    'kustomization.yaml': `
      resources: [deployment.yaml, settings.yaml]
      ${kustomization.replace(/^\n {6}/, '')}`,
    'deployment.yaml': deployment,
    'settings.yaml': settings,
    ...more,
  });
  expect(built.problems).toEqual([]);
  return object(built, 'Deployment', name);
}

function at(found: { readonly object: { readonly [key: string]: Data } }, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((data, key) => (data as { [key: string]: unknown })[key], found.object);
}

test('a namespace goes onto every object that has one, and onto nothing else', () => {
  const built = tree({
    'kustomization.yaml': `
      namespace: shop
      resources: [objects.yaml]`,
    'objects.yaml': `
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: default}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: reader}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
      subjects:
        - {kind: ServiceAccount, name: default}
        - {kind: ServiceAccount, name: other, namespace: two}
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: anything}`,
  });
  expect(keys(built)).toEqual([
    '/ServiceAccount/shop/default',
    'rbac.authorization.k8s.io/ClusterRoleBinding//reader',
    '/Namespace//shop',
  ]);
  expect(object(built, 'ClusterRoleBinding', 'reader').object.subjects).toEqual([
    { kind: 'ServiceAccount', name: 'default', namespace: 'shop' },
    { kind: 'ServiceAccount', name: 'other', namespace: 'two' },
  ]);
});

test('prefix and suffix go onto names, and onto the fields that name the objects', () => {
  const found = web(
    `
      namePrefix: eu-
      nameSuffix: -v1`,
    {},
    'eu-web-v1',
  );
  expect(at(found, 'spec.template.spec.volumes.0.configMap.name')).toBe('eu-settings-v1');
  expect(at(found, 'spec.template.spec.containers.0.env.1.valueFrom.configMapKeyRef.name')).toBe(
    'eu-settings-v1',
  );
  // No object of the kustomization is called so.
  expect(at(found, 'spec.template.spec.serviceAccountName')).toBe('web');
  expect(found.locate(['metadata', 'name'])).toEqual({ file: 'deployment.yaml', line: 4, column: 3 });
});

test('labels go into metadata alone, into templates or into selectors, as is asked', () => {
  const plain = web('labels: [{pairs: {team: core}}]');
  expect([at(plain, 'metadata.labels.team'), at(plain, 'spec.template.metadata.labels.team')]).toEqual([
    'core',
    undefined,
  ]);
  const templates = web('labels: [{pairs: {team: core}, includeTemplates: true}]');
  expect(at(templates, 'spec.template.metadata.labels.team')).toBe('core');
  expect(at(templates, 'spec.selector.matchLabels.team')).toBeUndefined();
  expect(at(web('commonLabels: {team: core}'), 'spec.selector.matchLabels.team')).toBe('core');
});

test('an image takes another name, tag or digest, and keeps what is not said', () => {
  const found = web(`
      images:
        - {name: ghcr.io/org/web, newTag: "2.0"}
        - {name: ghcr.io/org/side, newName: mirror/side}`);
  expect(at(found, 'spec.template.spec.containers.0.image')).toBe('ghcr.io/org/web:2.0');
  expect(at(found, 'spec.template.spec.containers.1.image')).toBe('mirror/side@sha256:aaaa');
  expect(found.locate(['spec', 'template', 'spec', 'containers', 0, 'image'])).toEqual({
    file: 'kustomization.yaml',
    line: 3,
    column: 38,
  });
});

test('an image of another name keeps its tag, and its digest beside it', () => {
  const named = (image: string, entry: string) =>
    at(
      web(`images: [${entry}]`, { 'deployment.yaml': deployment.replace('ghcr.io/org/web:1.0', image) }),
      'spec.template.spec.containers.0.image',
    );
  const renamed = '{name: ghcr.io/org/web, newName: mirror:5000/web}';
  expect(named('ghcr.io/org/web:1.0', renamed)).toBe('mirror:5000/web:1.0');
  expect(named('ghcr.io/org/web', renamed)).toBe('mirror:5000/web');
  expect(named('ghcr.io/org/web:1.0@sha256:aaaa', renamed)).toBe('mirror:5000/web:1.0@sha256:aaaa');
  expect(named('web', '{name: web, newTag: "2.0"}')).toBe('web:2.0');
});

test('a field of labels counts for its group, version and kind alone', () => {
  const labels = (where: string) =>
    at(
      web(`labels: [{pairs: {team: core}, fields: [{path: spec/teams, create: true, ${where}}]}]`),
      'spec.teams',
    );
  for (const where of ['group: apps', 'version: v1', 'kind: Deployment', 'group: apps, kind: Deployment'])
    expect([where, labels(where)]).toEqual([where, { team: 'core' }]);
  for (const where of ['group: batch', 'version: v2', 'kind: Job', 'group: batch, kind: Deployment'])
    expect([where, labels(where)]).toEqual([where, undefined]);
});

test('a binding follows the Role of its own group alone', () => {
  const roleOf = (apiVersion: string) => {
    const built = tree({
      'kustomization.yaml': 'namePrefix: x-\nresources: [role.yaml, binding.yaml]',
      'role.yaml': `apiVersion: ${apiVersion}\nkind: Role\nmetadata: {name: reader}\n`,
      'binding.yaml': `
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: reader}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}`,
    });
    return (object(built, 'RoleBinding', 'x-reader').object.roleRef as { name: string }).name;
  };
  expect(roleOf('rbac.authorization.k8s.io/v1')).toBe('x-reader');
  expect(roleOf('iam.example.com/v1')).toBe('reader');
});

test('replicas of what is called so', () => {
  expect(at(web('replicas: [{name: web, count: 3}]'), 'spec.replicas')).toBe(3);
});

test('a strategic merge patch merges lists by their keys, and puts what is new before', () => {
  const found = web('patches: [{path: patch.yaml}]', {
    'patch.yaml': `
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          spec:
            containers:
              - name: main
                env:
                  - {name: A, $patch: delete}
                  - {name: C, value: c}
                ports:
                  - {containerPort: 80, protocol: UDP, name: dns}
              - name: extra
                image: extra:1`,
  });
  const containers = at(found, 'spec.template.spec.containers') as {
    name: string;
    env?: { name: string }[];
    ports?: unknown;
  }[];
  expect(containers.map(({ name }) => name)).toEqual(['main', 'extra', 'side']);
  expect(containers[0]?.env?.map(({ name }) => name)).toEqual(['C', 'B']);
  expect(containers[0]?.ports).toEqual([
    { containerPort: 80, protocol: 'TCP' },
    { containerPort: 80, protocol: 'UDP', name: 'dns' },
  ]);
  expect(found.locate(['spec', 'template', 'spec', 'containers', 1, 'image'])).toEqual({
    file: 'patch.yaml',
    line: 15,
    column: 11,
  });
});

test('a patch deletes by null and by directive, and replaces where it says so', () => {
  const found = web(`
      patches:
        - target: {kind: Deployment}
          patch: |
            kind: Deployment
            metadata: {name: _}
            spec:
              replicas: null
              template:
                spec:
                  volumes:
                    - $patch: replace
                    - {name: tmp, emptyDir: {}}`);
  expect(at(found, 'spec.replicas')).toBeUndefined();
  expect(at(found, 'spec.template.spec.volumes')).toEqual([{ name: 'tmp', emptyDir: {} }]);
});

test('a patch of a kind that kustomize does not know replaces lists', () => {
  const built = tree({
    'kustomization.yaml': `
      resources: [release.yaml]
      patches:
        - patch: |
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: a}
            spec: {values: {list: [{name: two}], b: null}}`,
    'release.yaml': `
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: a}
      spec: {values: {list: [{name: one}], b: 1, c: null}}`,
  });
  expect(object(built, 'HelmRelease', 'a').object.spec).toEqual({
    values: { list: [{ name: 'two' }], c: null },
  });
});

test('a JSON patch goes to what its target selects, by patterns and labels', () => {
  const built = tree({
    'kustomization.yaml': `
      resources: [maps.yaml]
      patches:
        - target: {kind: ConfigMap, name: "a|b", labelSelector: "tier in (web),!old"}
          patch: |
            - {op: add, path: /data/example.com~1new, value: yes}
            - {op: replace, path: /data/x, value: "2"}
            - {op: test, path: /data/x, value: "2"}`,
    'maps.yaml': ['a', 'b', 'c']
      .map(
        (name) => `
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: ${name}, labels: {tier: ${name === 'b' ? 'db' : 'web'}}}
      data: {x: "1"}`,
      )
      .join('\n      ---'),
  });
  expect(built.problems).toEqual([]);
  expect(['a', 'b', 'c'].map((name) => object(built, 'ConfigMap', name).object.data)).toEqual([
    { x: '2', 'example.com/new': true },
    { x: '1' },
    { x: '1' },
  ]);
});

test('generators name their objects by content, and what uses them follows', () => {
  const found = web(
    `
      configMapGenerator:
        - name: extra
          literals: [a=1]
          files: [key=values.yaml]
          envs: [vars.env]
      patches:
        - patch: |
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec: {template: {spec: {volumes: [{name: extra, configMap: {name: extra}}]}}}`,
    { 'values.yaml': 'x: 1\n', 'vars.env': '# comment\nFOO=bar=1\n' },
  );
  expect(at(found, 'spec.template.spec.volumes.0.configMap.name')).toMatch(/^extra-[a-z0-9]{10}$/);
});

test('a generator merges into, or replaces, what is there', () => {
  const built = tree({
    'kustomization.yaml': `
      resources: [base]
      configMapGenerator:
        - {name: one, behavior: merge, literals: [b=2]}
        - {name: two, behavior: replace, literals: [b=2]}`,
    'base/kustomization.yaml': `
      generatorOptions: {disableNameSuffixHash: true, labels: {made: by-kustomize}}
      configMapGenerator:
        - {name: one, literals: [a=1, b=1]}
        - {name: two, literals: [a=1, b=1]}`,
  });
  expect(object(built, 'ConfigMap', 'one').object.data).toEqual({ a: '1', b: '2' });
  expect(object(built, 'ConfigMap', 'two').object.data).toEqual({ b: '2' });
});

test('a generated Secret is base64, and a binary file is data of its own', () => {
  const built = tree({
    'kustomization.yaml': `
      generatorOptions: {disableNameSuffixHash: true}
      secretGenerator: [{name: token, literals: ['token="abc"'], type: example.com/token}]
      configMapGenerator: [{name: blob, files: [blob.bin]}]`,
    'blob.bin': new Uint8Array([0xff, 0x00, 0xfe]),
  });
  expect(object(built, 'Secret', 'token').object).toMatchObject({
    type: 'example.com/token',
    data: { token: 'YWJj' },
  });
  expect(object(built, 'ConfigMap', 'blob').object.binaryData).toEqual({ 'blob.bin': '/wD+' });
});

test('a file that was not read is there, with a content that is not known', () => {
  const built = tree({
    'kustomization.yaml':
      'configMapGenerator: [{name: big, files: [big.json], options: {disableNameSuffixHash: true}}]',
    'big.json': null,
  });
  expect(built.problems).toEqual([]);
  expect(object(built, 'ConfigMap', 'big').isKnown(['data', 'big.json'])).toBe(false);
});

test('a replacement copies a value into others, whole or as a part', () => {
  const found = web(`
      replacements:
        - source: {kind: ConfigMap, name: settings, fieldPath: data.b}
          targets:
            - select: {kind: Deployment}
              fieldPaths: [spec.replicas, "spec.template.metadata.labels.[example.com/b]"]
              options: {create: true}
        - source: {kind: ConfigMap, name: settings, fieldPath: data.b}
          targets:
            - select: {kind: Deployment}
              fieldPaths: ["spec.template.spec.containers.[name=main].image"]
              options: {delimiter: ":", index: 1}`);
  expect(at(found, 'spec.replicas')).toBe(1);
  expect(at(found, 'spec.template.metadata.labels')).toEqual({ app: 'web', 'example.com/b': 1 });
  expect(at(found, 'spec.template.spec.containers.0.image')).toBe('ghcr.io/org/web:1');
});

test('a component changes what stands before it', () => {
  const built = tree({
    'kustomization.yaml': `
      resources: [deployment.yaml, settings.yaml]
      components: [parts/tracing]`,
    'deployment.yaml': deployment,
    'settings.yaml': settings,
    'parts/tracing/kustomization.yaml': `
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      patches:
        - target: {kind: Deployment}
          patch: |
            - {op: add, path: /metadata/annotations, value: {traced: yes}}`,
  });
  expect(object(built, 'Deployment', 'web').object.metadata).toMatchObject({
    annotations: { traced: 'true' },
  });
});

test('configurations tell of fields that hold names', () => {
  const built = tree({
    'kustomization.yaml': `
      resources: [release.yaml]
      configurations: [names.yaml]
      configMapGenerator: [{name: values, literals: [a=1]}]`,
    'names.yaml': `
      nameReference:
        - kind: ConfigMap
          version: v1
          fieldSpecs: [{path: spec/valuesFrom/name, kind: HelmRelease}]`,
    'release.yaml': `
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: a}
      spec: {valuesFrom: [{kind: ConfigMap, name: values}]}`,
  });
  const [reference] = (object(built, 'HelmRelease', 'a').object.spec as { valuesFrom: { name: string }[] })
    .valuesFrom;
  expect(keys(built)).toContain(`/ConfigMap//${reference?.name}`);
  expect(reference?.name).toMatch(/^values-[a-z0-9]{10}$/);
});

test('words are those of kustomize: only true and false are booleans, and dates become points in time', () => {
  const built = tree({
    'kustomization.yaml': 'resources: [map.yaml]',
    'map.yaml': `
      apiVersion: example.com/v1
      kind: Widget
      metadata: {name: a, annotations: {count: 5}}
      spec: {a: yes, b: on, c: True, d: 010, e: 1_000, f: 2024-01-01, g: "5", h: ~}`,
  });
  const found = object(built, 'Widget', 'a').object;
  expect(found.spec).toEqual({
    a: 'yes',
    b: 'on',
    c: true,
    d: 8,
    e: 1000,
    f: '2024-01-01T00:00:00Z',
    g: '5',
    h: null,
  });
  expect(found.metadata).toEqual({ name: 'a', annotations: { count: '5' } });
});

test('an alias means the anchor that stands last before it', () => {
  const built = tree({
    'map.yaml': `
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: a}
      data:
        one: &key first
        two: *key
        three: &key second
        four: *key`,
  });
  expect(object(built, 'ConfigMap', 'a').object.data).toEqual({
    one: 'first',
    two: 'first',
    three: 'second',
    four: 'second',
  });
});

test.each([
  ['a resource that is not there', 'resources: [none.yaml]', 'there is no file or folder none.yaml', 1, 13],
  [
    'a patch for nothing',
    'resources: [settings.yaml]\npatches: [{patch: "{apiVersion: v1, kind: Secret, metadata: {name: x}}"}]',
    'the patch is for Secret x, which the resources do not hold',
    2,
    20,
  ],
  [
    'a field that kustomize does not know',
    'resources: [settings.yaml]\nnameprefix: a\nnamespaces: b',
    'kustomize knows no field namespaces here',
    3,
    1,
  ],
  [
    'a number as text',
    'resources: [settings.yaml]\nimages: [{name: a, newTag: 1.10}]',
    '1.10 is not text',
    2,
    28,
  ],
  [
    'the same object twice',
    'resources: [settings.yaml, ./settings.yaml]',
    'ConfigMap settings comes twice, first at app/settings.yaml:1',
    1,
    1,
  ],
  ['a cycle', 'resources: [../]', '../ leads back to a folder that is being built', 1, 13],
  [
    'a JSON patch that leads nowhere',
    'resources: [settings.yaml]\npatches: [{target: {kind: ConfigMap}, patch: "[{op: replace, path: /spec/x, value: 1}]"}]',
    'the object has nothing at /spec',
    2,
    47,
  ],
])('%s stops the build, and is said at its place', (_, text, message, line, column) => {
  const built = tree({
    'app/kustomization.yaml': text,
    'app/settings.yaml': settings,
    'other/kustomization.yaml': 'resources: [../app]',
  });
  const [problem] = built.problems;
  expect(problem?.message).toBe(message);
  expect([problem?.location.line, problem?.location.column]).toEqual([line, column]);
  expect(built.clusters.map(({ kustomizations }) => kustomizations[0]?.failed)).toEqual([true]);
});

test('a JSON patch may add the first annotation, since kustomize has annotations of its own there', () => {
  const built = tree({
    'kustomization.yaml': `
      resources: [map.yaml]
      patches:
        - target: {kind: ConfigMap}
          patch: |
            - {op: add, path: /metadata/annotations/first, value: one}`,
    'map.yaml': settings,
  });
  expect(built.problems).toEqual([]);
  expect(object(built, 'ConfigMap', 'settings').object.metadata).toEqual({
    name: 'settings',
    annotations: { first: 'one' },
  });
});

test('a label that stands in several fields is one to kustomize: a patch of one changes all', () => {
  const built = tree({
    'kustomization.yaml': `
      resources: [base]
      patches:
        - patch: |
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, labels: {team: other}}`,
    'base/kustomization.yaml': `
      resources: [deployment.yaml]
      commonLabels: {team: core}`,
    'base/deployment.yaml': deployment,
  });
  const found = object(built, 'Deployment', 'web');
  expect(at(found, 'spec.selector.matchLabels.team')).toBe('other');
});

test.each([
  'generators',
  'transformers',
  'validators',
  'configurations',
  'crds',
  'bases',
  'components',
  'buildMetadata',
])('%s is a field of kustomization.yaml, and a list', (field) => {
  const problems = (text: string) =>
    tree({
      'kustomization.yaml': `resources: [settings.yaml]\n${text}`,
      'settings.yaml': settings,
    }).problems.map(({ message }) => message);
  expect(problems(`${field}: []`)).toEqual([]);
  expect(problems(`${field}: {a: b}`)).toHaveLength(1);
  expect(problems(`${field}s: []`)[0]).toContain(`${field}s`);
});

test('what an overlay adds finds what its base has renamed, by the name that it had', () => {
  const built = tree({
    'overlay/kustomization.yaml': 'resources: [../base, deployment.yaml]',
    'overlay/deployment.yaml': deployment,
    'base/kustomization.yaml': 'namePrefix: x-\nresources: [settings.yaml]',
    'base/settings.yaml': settings,
  });
  expect(at(object(built, 'Deployment', 'web'), 'spec.template.spec.volumes.0.configMap.name')).toBe(
    'x-settings',
  );
});

test('of two objects that bore the name, the one that an overlay adds is not meant', () => {
  const built = tree({
    'overlay/kustomization.yaml': 'resources: [../x, ../y, settings.yaml]',
    'overlay/settings.yaml': settings,
    'x/kustomization.yaml': 'namePrefix: x-\nresources: [deployment.yaml]',
    'x/deployment.yaml': deployment,
    'y/kustomization.yaml': 'namePrefix: y-\nresources: [settings.yaml]',
    'y/settings.yaml': settings,
  });
  expect(built.problems).toEqual([]);
  expect(at(object(built, 'Deployment', 'x-web'), 'spec.template.spec.volumes.0.configMap.name')).toBe(
    'y-settings',
  );
});

test.each([
  ['kind: Kustomization', []],
  ['kind: Kustomization\napiVersion: kustomize.config.k8s.io/v1beta1', []],
  ['apiVersion: kustomize.config.k8s.io/v1beta1', []],
  ['kind: Deployment', ['a kustomization.yaml cannot be a Deployment']],
  [
    'kind: Kustomization\napiVersion: kustomize.config.k8s.io/v1alpha1',
    ['a Kustomization of kustomize has no version kustomize.config.k8s.io/v1alpha1'],
  ],
  ['apiVersion: apps/v1', ['a Kustomization of kustomize has no version apps/v1']],
])('a kustomization.yaml with %j', (type, expected) => {
  const built = tree({
    'kustomization.yaml': `${type}\nresources: [settings.yaml]`,
    'settings.yaml': settings,
  });
  expect(built.problems.map(({ message }) => message)).toEqual(expected);
});

test.each([
  ['includeSelectors: true', ['core', 'core']],
  ['includeSelectors: false', [undefined, undefined]],
  ['includeTemplates: true', [undefined, 'core']],
])('labels with %s', (how, expected) => {
  const found = web(`labels: [{pairs: {team: core}, ${how}}]`);
  expect(
    ['spec.selector.matchLabels.team', 'spec.template.metadata.labels.team'].map((path) => at(found, path)),
  ).toEqual(expected);
});
