import { ApiObject, Chart } from 'cdk8s';
import type { Environment } from '../../charts';
import { ImageAutomationChart, JaegerChart, LayerChart, NamespacesChart } from '../../charts';
import { treeOf } from '../../charts/synthesis/tree';
import { type Manifest, objectsOf, only, testEnvironment } from './support/environment';

/** The Kustomizations of an environment by name. */
function kustomizations(environment: Environment): { [name: string]: Manifest['spec'] } {
  const flux = treeOf(environment).folders.find(({ path }) => path === 'flux');
  const objects = (flux?.documents ?? []).map(({ object }) => object as Manifest);
  return Object.fromEntries(
    objects.filter(({ kind }) => kind === 'Kustomization').map(({ metadata, spec }) => [metadata.name, spec]),
  );
}

/** One ConfigMap in a layer. */
function fill(environment: Environment, layer: string): LayerChart {
  const chart = new LayerChart(environment, `in-${layer}`, { layer, namespace: 'test' });
  new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `of-${layer}` } });
  return chart;
}

describe('layers', () => {
  const layers = ['services', 'namespaces', 'observability', 'operators'];

  it('get one Kustomization each, of their own folder', () => {
    const environment = testEnvironment();
    for (const layer of layers) fill(environment, layer);
    const found = kustomizations(environment);
    expect(Object.entries(found).map(([name, { path }]) => [name, path])).toEqual([
      ['test-namespaces', './dist/test/namespaces'],
      ['test-operators', './dist/test/operators'],
      ['test-observability', './dist/test/observability'],
      ['test-services', './dist/test/services'],
    ]);
    for (const spec of Object.values(found))
      expect(spec).toMatchObject({ wait: true, prune: true, retryInterval: '2m' });
  });

  it('wait for what they need, and services for nothing but namespaces', () => {
    const environment = testEnvironment();
    for (const layer of layers) fill(environment, layer);
    const found = kustomizations(environment);
    expect(found['test-operators'].dependsOn).toEqual([{ name: 'test-namespaces' }]);
    expect(found['test-observability'].dependsOn).toEqual([{ name: 'test-operators' }]);
    expect(found['test-services'].dependsOn).toEqual([{ name: 'test-namespaces' }]);
  });

  it('without objects have none, and others wait for what those would have waited for', () => {
    const environment = testEnvironment();
    fill(environment, 'namespaces');
    fill(environment, 'observability');
    const found = kustomizations(environment);
    expect(Object.keys(found)).toEqual(['test-namespaces', 'test-observability']);
    expect(found['test-observability'].dependsOn).toEqual([{ name: 'test-namespaces' }]);
  });

  it('of one’s own have a place in the order, and every field of a Kustomization', () => {
    const environment = testEnvironment('test', {
      layers: {
        data: {
          dependsOn: ['operators'],
          timeout: '30m',
          serviceAccountName: 'data',
          decryption: { provider: 'sops' },
        },
        services: { dependsOn: ['data'], suspend: true },
      },
    });
    for (const layer of ['namespaces', 'data', 'services']) fill(environment, layer);
    const found = kustomizations(environment);
    expect(found['test-data']).toMatchObject({
      dependsOn: [{ name: 'test-namespaces' }],
      timeout: '30m',
      interval: '1h',
      serviceAccountName: 'data',
      decryption: { provider: 'sops' },
      path: './dist/test/data',
    });
    expect(found['test-services']).toMatchObject({ suspend: true, dependsOn: [{ name: 'test-data' }] });
  });

  it('that do not exist, and circles, are faults that name what there is', () => {
    const environment = testEnvironment('test', {
      layers: {
        a: { dependsOn: ['b'] },
        b: { dependsOn: ['d'] },
        d: { dependsOn: ['a'] },
        c: { dependsOn: ['operatorz'] },
        e: { dependsOn: ['e'] },
      },
    });
    fill(environment, 'servces');
    expect(environment.problems.map(({ field, message }) => `${field}: ${message}`)).toEqual([
      'layers.a.dependsOn: the layer waits for itself (a → b → d → a)',
      'layers.c.dependsOn: there is no layer "operatorz"',
      'layers.e.dependsOn: the layer waits for itself (e → e)',
      'in-servces.layer: there is no layer "servces"',
    ]);
    expect(environment.problems[3]?.fix).toContain("layers: { 'servces': {} }");
  });

  it('are ready when what they applied is, a Jaeger resource by its phase', () => {
    const environment = testEnvironment();
    fill(environment, 'observability');
    expect(kustomizations(environment)['test-observability']).not.toHaveProperty('healthCheckExprs');
    new JaegerChart(environment, 'one', { namespace: 'test', spec: {} });
    new JaegerChart(environment, 'two', { namespace: 'test', spec: {} });
    expect(kustomizations(environment)['test-observability'].healthCheckExprs).toEqual([
      {
        apiVersion: 'jaegertracing.io/v1',
        kind: 'Jaeger',
        current: "status.phase == 'Running'",
        failed: "status.phase == 'Failed'",
      },
    ]);
  });

  it('follow the path and the source that the environment names', () => {
    const environment = testEnvironment('test', {
      flux: {
        source: { kind: 'OCIRepository', name: 'platform', namespace: 'flux' },
        path: './clusters/test/',
      },
    });
    fill(environment, 'namespaces');
    expect(kustomizations(environment)['test-namespaces']).toMatchObject({
      path: './clusters/test/namespaces',
      sourceRef: { kind: 'OCIRepository', name: 'platform', namespace: 'flux' },
    });
    expect(environment.externals).toEqual([{ kind: 'OCIRepository', name: 'platform', namespace: 'flux' }]);
  });

  it('hold charts of other people, and the root reaches nothing but what Flux brings in', () => {
    const environment = testEnvironment();
    const layer = new LayerChart(environment, 'theirs', {
      layer: 'services',
      folder: 'theirs',
      namespace: 'a',
    });
    const nested = new Chart(layer, 'nested', { namespace: 'b', disableResourceNameHashes: true });
    new ApiObject(nested, 'object', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'same' } });
    new ApiObject(layer, 'object', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'same' } });
    new NamespacesChart(environment, 'namespaces', { namespaces: ['a', 'b'] });
    const tree = treeOf(environment);
    expect(tree.folders.find(({ path }) => path === '')?.kustomize).toEqual({ resources: ['flux'] });
    const theirs = tree.folders.find(({ path }) => path === 'services/theirs');
    expect(theirs?.documents.map(({ file }) => file)).toEqual([
      'configmap.a.same.yaml',
      'configmap.b.same.yaml',
    ]);
    expect(tree.folders.find(({ path }) => path === 'services')?.kustomize).toEqual({
      resources: ['theirs'],
    });
  });
});

describe('ImageAutomationChart', () => {
  const chart = new ImageAutomationChart(testEnvironment(), 'images', {
    repository: 'https://git.example.com/platform.git',
    branch: 'main',
    secret: 'write',
    author: { name: 'Flux', email: 'flux@example.com' },
    images: { expenses: 'registry.example.com:5000/expenses:1.4.0' },
  });

  it('follows each image by repository and policy', () => {
    expect(only(chart, 'ImageRepository').spec.image).toBe('registry.example.com:5000/expenses');
    expect(only(chart, 'ImagePolicy')).toMatchObject({
      metadata: { name: 'test-expenses', namespace: 'flux-system' },
      spec: { imageRepositoryRef: { name: 'test-expenses' }, policy: { semver: { range: '>=0.0.0' } } },
    });
  });

  it('takes the tags that it is told to, for all or for single services', () => {
    const policies = new ImageAutomationChart(testEnvironment(), 'images', {
      repository: 'https://git.example.com/platform.git',
      branch: 'main',
      secret: 'write',
      author: { name: 'Flux', email: 'flux@example.com' },
      images: { a: 'registry.example.com/a:1.0.0', b: 'registry.example.com/b:main-17' },
      policy: { semver: '>=1.0.0 <2.0.0' },
      policies: { b: { pattern: '^main-(?P<run>[0-9]+)$', extract: '$run' } },
    });
    const specs = objectsOf(policies)
      .filter(({ kind }) => kind === 'ImagePolicy')
      .map(({ spec }) => spec);
    expect(specs).toEqual([
      { imageRepositoryRef: { name: 'test-a' }, policy: { semver: { range: '>=1.0.0 <2.0.0' } } },
      {
        imageRepositoryRef: { name: 'test-b' },
        filterTags: { pattern: '^main-(?P<run>[0-9]+)$', extract: '$run' },
        policy: { numerical: { order: 'asc' } },
      },
    ]);
  });

  it('writes tags to the folder of images.yaml in its own repository, never to dist/', () => {
    expect(only(chart, 'GitRepository').spec).toMatchObject({
      url: 'https://git.example.com/platform.git',
      ref: { branch: 'main' },
      secretRef: { name: 'write' },
    });
    const { spec } = only(chart, 'ImageUpdateAutomation');
    expect(spec.update).toEqual({ path: './environments', strategy: 'Setters' });
    expect(spec.sourceRef).toEqual({ kind: 'GitRepository', name: 'test-images' });
    expect(spec.policySelector).toEqual({ matchLabels: { 'otelflux.dev/environment': 'test' } });
  });
});
