import { FluxSyncChart, ImageAutomationChart } from '../../charts';
import { objectsOf, only, testEnvironment } from './support/environment';

describe('FluxSyncChart', () => {
  const layers = objectsOf(new FluxSyncChart(testEnvironment()));
  const layer = (name: string) => layers.find(({ metadata }) => metadata.name === name)?.spec;

  it('makes one Kustomization a layer, each of its own folder', () => {
    expect(layers.map(({ metadata, spec }) => [metadata.name, spec.path])).toEqual([
      ['test-namespaces', './dist/test/namespaces'],
      ['test-operators', './dist/test/operators'],
      ['test-observability', './dist/test/observability'],
      ['test-services', './dist/test/services'],
    ]);
  });

  it('lets layers wait for what they need, and services for nothing but namespaces', () => {
    expect(layer('test-operators').dependsOn).toEqual([{ name: 'test-namespaces' }]);
    expect(layer('test-observability').dependsOn).toEqual([{ name: 'test-operators' }]);
    expect(layer('test-services').dependsOn).toEqual([{ name: 'test-namespaces' }]);
  });

  it('is ready only when what it applied is, a Jaeger resource by its phase', () => {
    for (const { spec } of layers)
      expect(spec).toMatchObject({ wait: true, prune: true, retryInterval: '2m' });
    expect(layer('test-observability').healthCheckExprs).toEqual([
      {
        apiVersion: 'jaegertracing.io/v1',
        kind: 'Jaeger',
        current: "status.phase == 'Running'",
        failed: "status.phase == 'Failed'",
      },
    ]);
  });

  it('follows the path and the source that the environment names', () => {
    const environment = testEnvironment('test', {
      flux: {
        source: { kind: 'OCIRepository', name: 'platform', namespace: 'flux' },
        path: './clusters/test',
      },
    });
    expect(objectsOf(new FluxSyncChart(environment))[0]?.spec).toMatchObject({
      path: './clusters/test/namespaces',
      sourceRef: { kind: 'OCIRepository', name: 'platform', namespace: 'flux' },
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
