import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { effectiveCommand } from '../../cli/effective';
import { original } from '../lib/helm/original';
import { fleet } from '../lib/platform/subjects/fleet';

const folder = mkdtempSync(join(tmpdir(), 'otelflux-effective-'));
const before = process.cwd();

afterAll(() => {
  process.chdir(before);
  process.exitCode = 0;
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : stringify(content));
  return path;
}

function run(...words: string[]): { status: unknown; stdout: string; stderr: string } {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream] += text;
      return true;
    }),
  );
  process.exitCode = undefined;
  effectiveCommand()
    .exitOverride()
    .parse(['node', 'otelflux', ...words]);
  for (const spy of spies) spy.mockRestore();
  return { status: process.exitCode, ...written };
}

function helmRelease(values: object, spec: object = {}, chart = 'opentelemetry-collector'): object {
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'otel-collector', namespace: 'observability' },
    spec: { chart: { spec: { chart, version: '0.109.0' } }, values, ...spec },
  };
}

test('a values file: the configuration as YAML, with remarks', () => {
  const { status, stdout, stderr } = run(
    '--values',
    file('values.yaml', original),
    '--release',
    'r',
    '--namespace',
    'n',
  );
  expect(status).toBe(0);
  expect(stdout).toContain(
    '# What the collector runs: release r in n, chart opentelemetry-collector 0.170.0',
  );
  expect(stdout).toContain('  jaeger: # chart default');
  expect(stderr).toMatch(/warning: No resource requests/);
});

test('a HelmRelease tells chart version, release and namespace; flags win', () => {
  const path = file('release.yaml', helmRelease(original, { targetNamespace: 'other' }));
  expect(JSON.parse(run('--values', path, '--json').stdout)).toMatchObject({
    ok: true,
    chartVersion: '0.109.0',
    release: 'other-otel-collector',
    namespace: 'other',
    image: 'otel/opentelemetry-collector-k8s:0.113.0',
  });
  const flags = ['--chart-version', '0.170.0', '--release', 'r', '--namespace', 'n'];
  expect(JSON.parse(run('--values', path, '--json', ...flags).stdout)).toMatchObject({
    chartVersion: '0.170.0',
    release: 'r',
    namespace: 'n',
  });
});

test('--diff prints what was added, what is wrong with it and the values against it', () => {
  const { status, stdout } = run('--values', file('release.yaml', helmRelease(original)), '--diff');
  expect(status).toBe(0);
  expect(stdout).toContain('  + receivers.otlp.protocols.grpc  # chart default');
  expect(stdout).toMatch(
    /\d\. Pipelines .*logs \(to debug\).* come from the chart's defaults\. \(warning HF-2\)/,
  );
  expect(stdout).toMatch(
    /write:\n {7}alternateConfig:\n {9}receivers:\n {11}otlp:\n {13}protocols:\n {15}http:/,
  );
});

test('1 where the answer is no: refused values, other charts, text that is not YAML', () => {
  expect(run('--values', file('bad.yaml', { ...original, mode: 'x' }))).toMatchObject({
    status: 1,
    stdout: '',
  });
  const refused = run('--values', file('bad.yaml', { ...original, mode: 'x' }), '--json');
  expect(JSON.parse(refused.stdout)).toMatchObject({
    ok: false,
    reason: expect.stringContaining('mode is "x"'),
  });
  expect(run('--values', file('other.yaml', helmRelease({}, {}, 'nginx'))).status).toBe(1);
  expect(run('--values', file('broken.yaml', 'a: [')).status).toBe(1);
  expect(run('--values', file('old.yaml', original), '--chart-version', '0.115.2').stderr).toMatch(
    /There is no chart version 0\.115\.2: the nearest are 0\.115\.0 and 0\.116\.0/,
  );
  expect(run('--values', file('old.yaml', original), '--chart-version', '0.60.0').stderr).toMatch(
    /Chart version 0\.60\.0 is not modelled: take one from 0\.89\.0 on/,
  );
});

test('2 for a path that cannot be opened, in one line', () => {
  const { status, stdout, stderr } = run('--values', join(folder, 'missing.yaml'));
  expect({ status, stdout, lines: stderr.trim().split('\n').length }).toEqual({
    status: 2,
    stdout: '',
    lines: 1,
  });
});

test('a folder: releases by chartRef, of Argo CD and of helmfile', () => {
  const tree = mkdtempSync(join(folder, 'tree-'));
  const write = (name: string, content: object) => writeFileSync(join(tree, name), stringify(content));
  write('source.yaml', {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata: { name: 'otel', namespace: 'observability' },
    spec: {
      url: 'oci://ghcr.io/open-telemetry/opentelemetry-helm-charts/opentelemetry-collector',
      ref: { tag: '0.130.0' },
    },
  });
  write(
    'release.yaml',
    helmRelease(original, { chart: undefined, chartRef: { kind: 'OCIRepository', name: 'otel' } }),
  );
  write('application.yaml', {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'gateway', namespace: 'argocd' },
    spec: {
      destination: { namespace: 'telemetry' },
      source: {
        chart: 'opentelemetry-collector',
        targetRevision: '0.131.0',
        helm: { valuesObject: original },
      },
    },
  });
  write('helmfile.yaml', {
    releases: [
      { name: 'agent', chart: 'otel/opentelemetry-collector', version: '0.132.0', values: [original] },
    ],
  });
  const { status, stdout } = run(tree, '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject([
    { chartVersion: '0.131.0', release: 'gateway', namespace: 'telemetry', ok: true },
    { chartVersion: '0.132.0', release: 'agent', namespace: 'default', ok: true },
    { chartVersion: '0.130.0', release: 'otel-collector', namespace: 'observability', ok: true },
  ]);
});

test('a Flux repository: releases as Flux applies them, and what nothing applies as it is written', () => {
  const tree = mkdtempSync(join(folder, 'fleet-'));
  for (const [path, text] of Object.entries(fleet())) {
    mkdirSync(join(tree, dirname(path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
  expect(JSON.parse(run(tree, '--json').stdout)).toMatchObject([
    {
      namespace: 'production',
      chartVersion: '0.130.0',
      appliedBy: 'Kustomization flux-system/production',
      config: { processors: { memory_limiter: {} } },
    },
    { namespace: 'staging', chartVersion: '0.170.0', appliedBy: 'Kustomization flux-system/staging' },
    { namespace: 'examples', chartVersion: '0.150.0', appliedBy: null },
  ]);
  const { stdout, stderr } = run(tree);
  expect(stderr).toContain('apps/base/release.yaml, HelmRelease staging/otel: warning: No resource requests');
  expect(stderr).toContain('examples/release.yaml: warning: No resource requests');
  expect(stdout).toContain(
    '# Applied by Kustomization flux-system/staging\n# What the collector runs: release otel in staging,',
  );
  expect(stdout).toContain('# Applied by nothing in this tree\n# What the collector runs: release example');
  expect(JSON.parse(run(join(tree, 'apps/base/release.yaml'), '--json').stdout)).toMatchObject({
    namespace: 'observability',
    chartVersion: '0.170.0',
  });
});

test('a Kustomization that Flux would not build is told, with its place', () => {
  const tree = mkdtempSync(join(folder, 'broken-'));
  writeFileSync(join(tree, 'kustomization.yaml'), 'resources: [missing.yaml]\n');
  writeFileSync(join(tree, 'values.yaml'), 'a: 1\n');
  expect(run(tree)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining(
      'kustomization.yaml:1:13: There is no file or folder missing.yaml, so that Kustomization . is not built.',
    ),
  });
});

test('a message names the cluster, of several, and what is not known is said in sentences', () => {
  const tree = mkdtempSync(join(folder, 'clusters-'));
  const staging = fleet()['cluster/staging.yaml'] ?? '';
  const remote = (fleet()['apps/staging/kustomization.yaml'] ?? '').replace(
    '[../base]',
    '[../base, "https://example.com/crds.yaml"]',
  );
  const files = { ...fleet(), 'other/staging.yaml': staging, 'apps/staging/kustomization.yaml': remote };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(tree, dirname(path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
  const { stderr } = run(tree);
  expect(stderr).toContain('release.yaml, HelmRelease staging/otel of other: warning: No resource requests');
  expect(stderr).toContain(
    'not judged: https://example.com/crds.yaml. It lies outside the tree. Fetch it into the tree and name the copy.\n',
  );
});

test('values from elsewhere are named, and left out', () => {
  const release = helmRelease(original, { valuesFrom: [{ kind: 'Secret', name: 'extra' }] });
  const { status, stderr } = run(file('from.yaml', release));
  expect(status).toBe(0);
  expect(stderr).toContain(
    'HelmRelease observability/otel-collector takes values from elsewhere (valuesFrom), which are not known here: Secret extra',
  );
});

test('values are read as Helm reads them: YAML 1.1 without times and base-60 numbers', () => {
  const text = `${stringify({ ...original, config: undefined })}config: {receivers: {x: {a: yes, b: 12:30, c: 2020-01-01, d: 0x10}}}\n`;
  const { config } = JSON.parse(run('--values', file('words.yaml', text), '--json').stdout);
  expect(config.receivers.x).toEqual({ a: true, b: '12:30', c: '2020-01-01', d: 16 });
});

describe('without --values', () => {
  const app = (script: string): void => {
    writeFileSync(join(folder, 'app.js'), script);
    writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\napp: node app.js\n');
    process.chdir(folder);
  };

  test('every environment that the app writes', () => {
    const manifest = JSON.stringify(helmRelease(original));
    app(`const { mkdirSync, writeFileSync } = require('node:fs');
      for (const name of ['production', 'develop']) {
        const folder = process.env.OTELFLUX_DIST + '/' + name + '/observability';
        mkdirSync(folder, { recursive: true });
        writeFileSync(folder + '/helmrelease.otel-collector.yaml', ${JSON.stringify(manifest)});
      }`);
    const { status, stdout } = run();
    expect(status).toBe(0);
    expect(parseAllDocuments(stdout)).toHaveLength(2);
    expect(stdout.match(/# Environment \w+/g)).toEqual(['# Environment develop', '# Environment production']);
    const environments = JSON.parse(run('--json').stdout);
    expect(environments.map(({ environment }: { environment: string }) => environment)).toEqual([
      'develop',
      'production',
    ]);
  });

  test('an app that fails: its words, and 1', () => {
    app("console.error('no such chart'); process.exit(3);");
    expect(run()).toEqual({ status: 1, stdout: '', stderr: 'otelflux effective: no such chart\n' });
  });

  test('no cdk8s.yaml, or one without app: wrong use', () => {
    app('');
    writeFileSync(join(folder, 'cdk8s.yaml'), 'language: typescript\n');
    expect(run().status).toBe(2);
    rmSync(join(folder, 'cdk8s.yaml'));
    expect(run().stderr).toMatch(/cdk8s\.yaml: not found/);
  });
});
