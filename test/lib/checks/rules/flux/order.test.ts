import { findings, places } from '../problems';
import { documents, fileExample, kustomizationExample, releaseExample } from './tree-texts';

const lines = (text: string) => text.trimEnd().split('\n');
const release = fileExample(
  'operators/helmrelease.yaml',
  lines(releaseExample(['releaseName: cert-manager', 'values: {crds: {enabled: true}}'])),
);
const issuer = fileExample('observability/clusterissuer.yaml', [
  'apiVersion: cert-manager.io/v1',
  'kind: ClusterIssuer',
  'metadata: {name: letsencrypt}',
  'spec: {selfSigned: {}}',
]);
const operators = kustomizationExample('operators', ['wait: true']);

describe('order among Kustomizations', () => {
  test('a removed dependsOn on the definitions is told where it has to be', () => {
    const without = documents(
      operators,
      kustomizationExample('observability', ['wait: true']),
      release,
      issuer,
    );
    expect(places(without, 'HF-16')).toEqual(['Kustomization flux-system/observability: spec.dependsOn']);
    const with_ = documents(
      operators,
      kustomizationExample('observability', ['wait: true', 'dependsOn: [{name: operators}]']),
      release,
      issuer,
    );
    expect(places(with_, 'HF-16')).toEqual([]);
  });

  test('a dependsOn that names nothing is told once', () => {
    const text = documents(
      operators,
      kustomizationExample('observability', ['wait: true', 'dependsOn: [{name: operator}]']),
      release,
      issuer,
    );
    expect(places(text, 'HF-11')).toEqual([
      'Kustomization flux-system/observability: spec.dependsOn[0].name',
    ]);
    expect(places(text, 'HF-16')).toEqual([]);
  });

  test('a circle is told once', () => {
    const text = documents(
      kustomizationExample('operators', ['wait: true', 'dependsOn: [{name: observability}]']),
      kustomizationExample('observability', ['wait: true', 'dependsOn: [{name: operators}]']),
      release,
      issuer,
    );
    expect(places(text, 'HF-11')).toHaveLength(1);
  });
});

describe('literal references and substitution', () => {
  const settings = (endpoint: string, annotation = '') =>
    fileExample('services/configmap.yaml', [
      'apiVersion: v1',
      'kind: ConfigMap',
      `metadata: {name: settings, namespace: flux-system${annotation}}`,
      `data: {endpoint: "${endpoint}", host: "x"}`,
    ]);
  const on = kustomizationExample('services', [
    'wait: true',
    'postBuild: {substitute: {environment: develop}}',
  ]);
  const off = kustomizationExample('services', ['wait: true']);

  test.each([
    ['${env:A}', on, ['ConfigMap flux-system/settings: data.endpoint']],
    ['$${env:A}', on, []],
    ['${environment}', on, []],
    ['${{ x }}', on, ['ConfigMap flux-system/settings: data.endpoint']],
    ['${env:A}', off, []],
    ['$${env:A}', off, ['ConfigMap flux-system/settings: data.endpoint']],
  ])('%s', (text, kustomization, expected) => {
    expect(places(documents(kustomization, settings(text)), 'HF-6')).toEqual(expected);
  });

  test('the annotation protects the object, in its one spelling', () => {
    const annotated = (value: string) =>
      settings('${env:A}', `, annotations: {kustomize.toolkit.fluxcd.io/substitute: ${value}}`);
    expect(places(documents(on, annotated('disabled')), 'HF-6')).toEqual([]);
    expect(places(documents(on, annotated('Disabled')), 'HF-6')).toHaveLength(1);
    expect(places(documents(on, annotated('Disabled')), 'FX-37')).toHaveLength(1);
  });
});

describe('order among releases', () => {
  const operator = (more: readonly string[] = []) =>
    fileExample('operators/operator.yaml', lines(releaseExample(more, 'opentelemetry-operator', '0.80.0')));

  test('a chart that renders objects of the definitions of another waits for it', () => {
    expect(
      findings(documents(operators, release, operator()), 'HF-16').map(({ message, fix }) => [message, fix]),
    ).toEqual([
      [
        'HelmRelease flux-system/opentelemetry-operator needs the definitions of cert-manager, without depending on HelmRelease cert-manager.',
        'Add {name: cert-manager} to spec.dependsOn.',
      ],
    ]);
  });

  test.each([
    ['it waits', ['dependsOn: [{name: cert-manager}]']],
    ['it is told to do without', ['values: {admissionWebhooks: {certManager: {enabled: false}}}']],
  ])('nothing is missed where %s', (_, more) => {
    expect(findings(documents(operators, release, operator(more)), 'HF-16')).toEqual([]);
  });

  test('where nobody brings the other chart, it may be there already', () => {
    expect(findings(documents(operators, operator()), 'HF-16')).toEqual([]);
  });
});

describe('what a kustomization.yaml lists', () => {
  const map = (file: string) =>
    fileExample(`apps/${file}`, [
      'apiVersion: v1',
      'kind: ConfigMap',
      `metadata: {name: ${file.replace(/\W/g, '-')}, namespace: a}`,
    ]);
  const told = (resources: string, ...files: readonly string[]) =>
    findings(
      documents(
        fileExample('flux/apps.yaml', lines(kustomizationExample('apps', ['wait: true'])).slice(1)).replace(
          './dist/develop/apps',
          './apps',
        ),
        fileExample('apps/kustomization.yaml', [
          'apiVersion: kustomize.config.k8s.io/v1beta1',
          'kind: Kustomization',
          `resources: [${resources}]`,
        ]),
        ...files.map(map),
      ),
      'HF-16',
    ).map(({ message, path }) => [message, path]);

  test.each([
    ['a.yaml', ['a.yaml', 'b.yaml'], ['kustomization.yaml of apps does not list b.yaml.', 'resources']],
    [
      'a.yaml',
      ['a.yaml', 'b.yaml', 'c.yml'],
      ['kustomization.yaml of apps does not list b.yaml, c.yml.', 'resources'],
    ],
    [
      './a.yaml, bb.yaml',
      ['a.yaml', 'b.yaml'],
      [
        'kustomization.yaml of apps lists bb.yaml, which does not exist; did you mean b.yaml?',
        'resources[1]',
      ],
    ],
    [
      'a.yaml, elsewhere.yaml',
      ['a.yaml'],
      ['kustomization.yaml of apps lists elsewhere.yaml, which does not exist.', 'resources[1]'],
    ],
  ])('%s of %j', (resources, files, finding) => {
    expect(told(resources, ...files)).toEqual([finding]);
  });

  test('all of it', () => {
    expect(told('a.yaml, ./b.yaml, "https://example.com/c.yaml"', 'a.yaml', 'b.yaml')).toEqual([]);
  });
});
