import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realHelm } from '../../cli/helm/renderer';
import type { Rendering } from '../../lib/helm';

const folder = mkdtempSync(join(tmpdir(), 'otelflux-render-'));
const helm = join(folder, 'helm');
const log = join(folder, 'calls.jsonl');

// Stands for Helm: notes how it is called, prints one object with the values, `pull` makes an archive.
writeFileSync(
  helm,
  `#!/usr/bin/env node
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs');
const words = process.argv.slice(2);
appendFileSync(${JSON.stringify(log)}, JSON.stringify(words) + '\\n');
const after = (name) => words[words.indexOf(name) + 1];
if (words[0] === 'env') console.log(${JSON.stringify(join(folder, 'cache'))});
else if (words[0] === 'pull') writeFileSync(after('--destination') + '/tempo-1.9.0.tgz', '');
else {
  const values = JSON.parse(readFileSync(after('--values'), 'utf8'));
  if (values.broken) { console.error('Error: execution error at (tempo/x.yaml:1): broken'); process.exit(1); }
  console.log('---\\n# Source: x\\n' + JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', data: values }));
}
`,
);
chmodSync(helm, 0o755);

const variables = { ...process.env };

beforeEach(() => {
  process.env.OTELFLUX_HELM = helm;
  process.env.OTELFLUX_CACHE = join(folder, 'otelflux');
  writeFileSync(log, '');
});

afterAll(() => {
  process.env = variables;
  rmSync(folder, { recursive: true, force: true });
});

function chartIn(...path: string[]): string {
  const place = join(folder, ...path);
  mkdirSync(place, { recursive: true });
  const version = /\d+\.\d+\.\d+/.exec(path.at(-1) ?? '')?.[0] ?? '1.2.3';
  writeFileSync(join(place, 'Chart.yaml'), `apiVersion: v2\nname: tempo\nversion: ${version}\n`);
  return place;
}

function calls(): string[][] {
  return readFileSync(log, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

interface Asked {
  readonly version?: string;
  readonly values?: { [key: string]: string };
  readonly charts?: string;
  readonly pull?: boolean;
  readonly repository?: string;
}

function render({ version = '1.2.3', values = {}, charts, pull = false, repository }: Asked): Rendering {
  return realHelm({ ...(charts === undefined ? {} : { folder: charts }), pull }).render({
    chart: { name: 'tempo', version, ...(repository === undefined ? {} : { repository }) },
    release: 'tempo',
    namespace: 'traces',
    values,
    kubernetesVersion: '1.30',
    apiVersions: ['monitoring.coreos.com/v1'],
  });
}

test('a chart of a folder is rendered with the values, for the cluster', () => {
  const charts = chartIn('one');
  expect(render({ charts, values: { a: 'b' } })).toEqual({
    ok: true,
    version: '1.2.3',
    objects: [{ apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'b' } }],
  });
  const [, template = []] = calls();
  expect(template.slice(0, 5)).toEqual(['template', 'tempo', charts, '--namespace', 'traces']);
  expect(template.join(' ')).toContain('--kube-version 1.30 --api-versions monitoring.coreos.com/v1');
});

test('of several charts the newest is taken that the release takes', () => {
  for (const version of ['1.2.3', '1.4.0', '2.0.0']) chartIn('many', `tempo-${version}`);
  writeFileSync(join(folder, 'many', 'tempo-1.5.0.tgz'), '');
  const charts = join(folder, 'many');
  const versionOf = (version: string) => {
    const made = render({ charts, version });
    return made.ok ? made.version : made.why;
  };
  expect(versionOf('1.x')).toBe('1.5.0');
  expect(versionOf('<1.5.0')).toBe('1.4.0');
  expect(versionOf('*')).toBe('2.0.0');
  expect(versionOf('3.0.0')).toBe('The chart tempo 3.0.0 is not at hand.');
});

test('what Helm has fetched before is at hand', () => {
  mkdirSync(join(folder, 'cache'), { recursive: true });
  writeFileSync(join(folder, 'cache', 'tempo-1.7.0.tgz'), '');
  expect(render({ version: '1.7.0' })).toMatchObject({ ok: true, version: '1.7.0' });
});

test('a chart is fetched only where that is asked for, and once', () => {
  const repository = 'https://charts.example.com';
  expect(render({ version: '1.9.0', repository })).toEqual({
    ok: false,
    why: 'The chart tempo 1.9.0 is not at hand.',
    how: 'Name a folder that holds the chart with --charts, or have it fetched with --pull.',
  });
  expect(calls().map(([verb]) => verb)).not.toContain('pull');
  expect(render({ version: '1.9.0', repository, pull: true })).toMatchObject({ ok: true, version: '1.9.0' });
  expect(render({ version: '1.9.0', repository, pull: true })).toMatchObject({ ok: true });
  const pulls = calls().filter(([verb]) => verb === 'pull');
  expect(pulls.map((words) => words.slice(1, 6))).toEqual([
    ['tempo', '--repo', repository, '--version', '1.9.0'],
  ]);
});

test('a chart that Helm refuses, and no Helm at all, are told', () => {
  const charts = chartIn('one');
  expect(render({ charts, values: { broken: 'yes' } })).toMatchObject({
    ok: false,
    why: 'Helm makes nothing of it: execution error at (tempo/x.yaml:1): broken.',
  });
  process.env.OTELFLUX_HELM = join(folder, 'nothing');
  expect(render({ charts })).toMatchObject({
    ok: false,
    why: `${join(folder, 'nothing')} cannot be started: there is no such program.`,
    how: 'Install Helm 3 or 4, or name it in OTELFLUX_HELM.',
  });
});
