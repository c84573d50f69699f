import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'cdk8s';
import {
  Environment,
  type EnvironmentFacts,
  HelmReleaseChart,
  ManifestChart,
  NamespacesChart,
  SourcesChart,
  synthesise,
} from '../../charts';
import { renderChart } from '../../lib/delivery';
import { readYaml } from '../../lib/documents';
import { objectsOf, only, testEnvironment } from './support/environment';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otelflux-manifests-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const map = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {a: "1"}\n`;

describe('ManifestChart', () => {
  const chart = (props: object) =>
    new ManifestChart(testEnvironment(), 'extras', { layer: 'services', namespace: 'shop', ...props });

  it('takes files, folders and text, several documents each', () => {
    mkdirSync(join(folder, 'more'));
    writeFileSync(join(folder, 'one.yaml'), `${map('a')}---\n${map('b')}`);
    writeFileSync(join(folder, 'more', 'two.yml'), map('c'));
    const made = chart({ files: [join(folder, 'one.yaml'), join(folder, 'more')], text: map('d') });
    expect(objectsOf(made).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toEqual([
      'shop/a',
      'shop/b',
      'shop/c',
      'shop/d',
    ]);
  });

  it('says what it cannot take', () => {
    const made = chart({ files: [join(folder, 'no.yaml')], text: `a: 1\n---\n${map('a')}sops: {mac: x}\n` });
    expect(made.environment.problems.map(({ field, message }) => `${field}: ${message}`)).toEqual([
      expect.stringMatching(/^extras\.files: .*no\.yaml does not exist$/),
      'extras.text: a document has no apiVersion and kind',
      'extras.text: a document is encrypted by SOPS, and its signature is over a file',
    ]);
  });
});

/** As SOPS writes it: its own order and indents, a block of its own, and for several documents one signature over all. */
const encrypted = (names: readonly string[], lines = '\n') =>
  names
    .map((name) =>
      [
        'apiVersion: v1',
        'kind: Secret',
        'metadata:',
        `    name: ${name}`,
        '    namespace: shop',
        'type: Opaque',
        '# rotated by the platform team',
        'stringData:',
        '    api-key: ENC[AES256_GCM,data:Zm9vYmFyYmF6,iv:aXZpdml2aXY=,tag:dGFndGFndGFn,type:str]',
        'sops:',
        '    age:',
        '        - recipient: age1example',
        '          enc: |',
        '            -----BEGIN AGE ENCRYPTED FILE-----',
        '            YWdlLWVuY3J5cHRpb24=',
        '            -----END AGE ENCRYPTED FILE-----',
        '    lastmodified: "2026-11-01T08:00:00Z"',
        '    mac: ENC[AES256_GCM,data:bWFjbWFj,iv:aXY=,tag:dGFn,type:str]',
        '    encrypted_regex: ^(data|stringData)$',
        '    version: 3.10.2',
        '',
      ].join(lines),
    )
    .join(`---${lines}`);

describe('files that SOPS encrypted', () => {
  const decryption = { provider: 'sops', secretRef: { name: 'sops-age' } } as const;
  const synth = (layers: EnvironmentFacts['layers'], files: readonly string[]) => {
    const alone = (app: App) => {
      const environment = new Environment(app, 'alone', layers === undefined ? {} : { layers });
      new NamespacesChart(environment, 'namespaces', { namespaces: ['shop'] });
      new ManifestChart(environment, 'secrets', { layer: 'services', folder: 'secrets', files });
    };
    return synthesise({ alone }, { output: join(folder, 'dist'), staging: join(folder, 'staging') });
  };
  const written = (path: string) => readFileSync(join(folder, 'dist/alone', path), 'utf8');

  it('are written byte for byte, listed, and decrypted by their layer', () => {
    const texts = { 'one.sops.yml': encrypted(['one']), 'more.yaml': encrypted(['two', 'three'], '\r\n') };
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
    const files = Object.keys(texts).map((name) => join(folder, name));
    const { findings } = synth({ services: { decryption } }, files);
    expect(findings).toEqual([]);
    expect(written('services/secrets/one.sops.yaml')).toBe(texts['one.sops.yml']);
    expect(written('services/secrets/more.yaml')).toBe(texts['more.yaml']);
    const yaml = (path: string) => readYaml(path, written(path)).documents[0]?.data;
    expect(yaml('services/secrets/kustomization.yaml')).toMatchObject({
      resources: ['more.yaml', 'one.sops.yaml'],
    });
    expect(yaml('flux/kustomization.alone-services.yaml')).toMatchObject({ spec: { decryption } });
    const staged = readYaml('staged', readFileSync(join(folder, 'staging/alone.k8s.yaml'), 'utf8'));
    expect(staged.documents.filter(({ data }) => JSON.stringify(data).includes('"sops":'))).toHaveLength(3);
    expect(synth({ services: { decryption } }, files).delivered.changed).toBe(false);
  });

  it('are refused where their layer does not decrypt', () => {
    writeFileSync(join(folder, 'one.yaml'), encrypted(['one']));
    expect(() => synth(undefined, [join(folder, 'one.yaml')])).toThrow(
      /one\.yaml: it is encrypted by SOPS, and layer services has no decryption.*layers: \{ 'services': \{ decryption:/,
    );
  });

  it('get no namespace, and clash where one name is written twice', () => {
    writeFileSync(join(folder, 'one.yaml'), encrypted(['one']).replace('    namespace: shop\n', ''));
    const environment = testEnvironment('test', { layers: { services: { decryption } } });
    new ManifestChart(environment, 'secrets', {
      layer: 'services',
      namespace: 'shop',
      files: [join(folder, 'one.yaml')],
    });
    expect(environment.problems.map(({ message }) => message)).toEqual([
      'namespace shop cannot be added to a file that is written as it is',
    ]);
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, 'other/one.yaml'), encrypted(['two']));
    writeFileSync(join(folder, 'one.yaml'), encrypted(['one']));
    expect(() =>
      synth({ services: { decryption } }, [join(folder, 'one.yaml'), join(folder, 'other')]),
    ).toThrow('are both written to services/secrets/one.yaml');
  });
});

it('a file is written as it is where one asks for it, comments included', () => {
  const text = `# why\n${map('a')}`;
  writeFileSync(join(folder, 'one.yaml'), text);
  const chart = new ManifestChart(testEnvironment(), 'extras', {
    layer: 'services',
    files: [join(folder, 'one.yaml')],
    verbatim: true,
  });
  expect(renderChart(chart)).toMatchObject([
    { file: 'one.yaml', verbatim: text, object: { data: { a: '1' } } },
  ]);
});

describe('sources', () => {
  const environment = testEnvironment();
  const sources = new SourcesChart(environment, 'sources', { namespace: 'charts' });

  it('of a registry are one chart in one version, which a release refers to', () => {
    const source = sources.ociRepository('tempo', 'oci://ghcr.io/charts/tempo', {
      ref: { tag: '2.2.4' },
      secretRef: { name: 'registry' },
      provider: 'generic',
    });
    const release = (version: string) =>
      new HelmReleaseChart(environment, `tempo-${version}`, {
        namespace: 'a',
        chart: 'tempo',
        version,
        source,
      });
    expect(only(release('2.2.4'), 'HelmRelease').spec).toMatchObject({
      chartRef: { kind: 'OCIRepository', name: 'tempo', namespace: 'charts' },
    });
    release('2.2.5');
    expect(environment.problems.map(({ message, fix }) => `${message}; ${fix}`)).toEqual([
      "2.2.5 is not what OCIRepository tempo holds (2.2.4); write ref: { tag: '2.2.5' } there",
    ]);
  });

  it('of every kind bear what they are told', () => {
    sources.helmRepository('oci', 'oci://ghcr.io/charts', { secretRef: { name: 'registry' } });
    const git = sources.gitRepository('git', 'ssh://git@example.com/charts', { ref: { branch: 'main' } });
    sources.bucket('bucket', {
      bucketName: 'charts',
      endpoint: 's3.example.com',
      provider: 'aws',
      region: 'eu',
    });
    const spec = (name: string) => objectsOf(sources).find(({ metadata }) => metadata.name === name)?.spec;
    expect(spec('oci')).toMatchObject({ type: 'oci', secretRef: { name: 'registry' } });
    expect(spec('git')).toEqual({
      url: 'ssh://git@example.com/charts',
      interval: '1h',
      ref: { branch: 'main' },
    });
    expect(spec('bucket')).toMatchObject({ bucketName: 'charts', provider: 'aws' });
    const release = new HelmReleaseChart(environment, 'mine', {
      namespace: 'a',
      chart: './charts/mine',
      version: '1.0.0',
      source: git,
      remediation: { retries: 3 },
      dependsOn: [{ name: 'other', namespace: 'b' }],
      valuesFrom: [{ kind: 'Secret', name: 'values' }],
    });
    expect(only(release, 'HelmRelease').spec).toMatchObject({
      chart: {
        spec: { chart: './charts/mine', reconcileStrategy: 'Revision', sourceRef: { kind: 'GitRepository' } },
      },
      install: { remediation: { retries: 3 } },
      upgrade: { remediation: { retries: 3 } },
      dependsOn: [{ name: 'other', namespace: 'b' }],
      valuesFrom: [{ kind: 'Secret', name: 'values' }],
    });
    expect(only(release, 'HelmRelease').spec.install).not.toHaveProperty('strategy');
  });
});
