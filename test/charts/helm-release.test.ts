import { HelmReleaseChart, type HelmReleaseProps } from '../../charts';
import { placeInValues, sourceFault } from '../../charts/helm-release';
import { helmSource, only, testEnvironment } from './support/environment';

const release = (more: Partial<HelmReleaseProps> = {}) =>
  only(
    new HelmReleaseChart(testEnvironment(), 'shop', {
      namespace: 'apps',
      chart: 'shop',
      version: '1.2.3',
      source: helmSource,
      ...more,
    }),
    'HelmRelease',
  );

const retried = { name: 'RetryOnFailure', retryInterval: '2m' };

test('a release is retried until it succeeds, keeps its definitions and corrects drift', () => {
  const { metadata, spec } = release();
  expect([metadata.name, metadata.namespace]).toEqual(['shop', 'apps']);
  expect(spec).toEqual({
    interval: '30m',
    timeout: '5m',
    releaseName: 'shop',
    chart: {
      spec: {
        chart: 'shop',
        version: '1.2.3',
        sourceRef: { kind: 'HelmRepository', name: 'repository', namespace: 'flux-system' },
      },
    },
    install: { crds: 'CreateReplace', strategy: retried },
    upgrade: { crds: 'CreateReplace', cleanupOnFail: true, strategy: retried },
    driftDetection: { mode: 'enabled' },
    values: {},
  });
});

test('what is written about it stands in it', () => {
  const { metadata, spec } = release({
    name: 'own',
    interval: '1h',
    timeout: '10m',
    dependsOn: [{ name: 'a', namespace: 'b' }, { release: { name: 'c', namespace: 'd' } }],
    valuesFrom: [{ kind: 'Secret', name: 's' }] as never,
    postRenderers: [{ kustomize: {} }],
    ignoreDrift: [{ kind: 'Deployment', paths: ['/spec/replicas'] }],
    serviceAccountName: 'installer',
    suspend: true,
    values: { a: 1 },
    annotations: { note: 'x' },
    spec: { maxHistory: 3 },
  });
  expect([metadata.name, metadata.annotations]).toEqual(['own', { note: 'x' }]);
  expect(spec).toMatchObject({
    interval: '1h',
    timeout: '10m',
    releaseName: 'own',
    dependsOn: [
      { name: 'a', namespace: 'b' },
      { name: 'c', namespace: 'd' },
    ],
    driftDetection: {
      mode: 'enabled',
      ignore: [{ paths: ['/spec/replicas'], target: { kind: 'Deployment' } }],
    },
    serviceAccountName: 'installer',
    suspend: true,
    valuesFrom: [{ kind: 'Secret', name: 's' }],
    postRenderers: [{ kustomize: {} }],
    values: { a: 1 },
    maxHistory: 3,
  });
});

test('with remediation it is undone instead', () => {
  const remediation = { retries: 3, strategy: 'uninstall', remediateLastFailure: true } as const;
  const { spec } = release({ remediation });
  expect(spec.install).toEqual({
    crds: 'CreateReplace',
    remediation: { retries: 3, remediateLastFailure: true },
  });
  expect(spec.upgrade).toEqual({ crds: 'CreateReplace', cleanupOnFail: true, remediation });
});

test.each([
  ['OCIRepository', { chartRef: { kind: 'OCIRepository', name: 'repository', namespace: 'flux-system' } }],
  ['GitRepository', { chart: { spec: { chart: 'shop', reconcileStrategy: 'Revision' } } }],
  ['Bucket', { chart: { spec: { chart: 'shop', reconcileStrategy: 'Revision' } } }],
] as const)('a chart of a %s is named as that holds it', (kind, expected) => {
  const { spec } = release({ source: { ...helmSource, kind, version: '1.2.3' } as never });
  expect(spec).toMatchObject(expected);
  expect(JSON.stringify(spec)).not.toContain('1.2.3');
});

test('the version of an OCIRepository is that of the release', () => {
  const fault = (version?: string) =>
    sourceFault({
      version: '1.2.3',
      source: { ...helmSource, kind: 'OCIRepository', ...(version === undefined ? {} : { version }) },
    });
  expect(fault('1.2.3')).toBeUndefined();
  expect(fault('1.0.0')).toEqual({
    message: '1.2.3 is not what OCIRepository repository holds (1.0.0)',
    fix: "write ref: { tag: '1.2.3' } there",
  });
  expect(fault()?.message).toBe('1.2.3 is not what OCIRepository repository holds (its ref has no tag)');
  expect(sourceFault({ version: '1.2.3', source: helmSource })).toBeUndefined();
});

test('a place in the values is one of the props', () => {
  const place = placeInValues('spec.values.a.b', (path) => ({ file: path, line: 1, column: 1 }));
  expect(place?.file).toBe('values.a.b');
  expect(placeInValues('spec.valuesFrom.0', () => ({ file: 'a', line: 1, column: 1 }))).toBeUndefined();
});
