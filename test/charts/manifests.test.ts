import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HelmReleaseChart, ManifestChart, SourcesChart } from '../../charts';
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
      expect.stringMatching(/^extras\.text: a document is encrypted by SOPS/),
    ]);
  });
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
