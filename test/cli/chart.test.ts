import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from '../support/programs';

const root = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'otelflux-chart-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function chart(version: string): string {
  const place = join(folder, 'charts', version);
  mkdirSync(place, { recursive: true });
  writeFileSync(
    join(place, 'Chart.yaml'),
    `apiVersion: v2\nname: opentelemetry-collector\nversion: ${version}\n`,
  );
  return place;
}

/** A program in the place of Helm that answers everything alike. */
function helm(name: string, script: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...commandLine, 'chart', 'check', ...args],
    { cwd: root, encoding: 'utf8', env: { ...process.env, OTELFLUX_CHART: undefined } },
  );
  return { status, stdout, stderr };
}

test('names each release that Helm renders otherwise, and ends with 1', () => {
  const refusing = helm('refuses', 'exit 1');
  const { status, stdout, stderr } = run(
    '0.150.0',
    '--chart',
    join(chart('0.150.0'), '..'),
    '--helm',
    refusing,
  );
  expect(status).toBe(1);
  expect(stdout).toContain('a deployment: the chart refuses, the model does not\n');
  expect(stdout).not.toContain('an unknown key:');
  expect(stderr).toMatch(/^chart 0\.150\.0: \d+ releases, \d+ of them rendered otherwise\n$/);

  const silent = run('--chart', chart('0.150.0'), '--helm', helm('says-nothing', 'exit 0'));
  expect(silent.status).toBe(1);
  expect(silent.stdout).toContain('an unknown key: the model refuses, the chart does not\n');
  expect(silent.stdout).toMatch(/^a deployment: \["config"\]: model \{/m);
});

test('ends with 2 where chart or Helm are not at hand, in one line', () => {
  expect(run()).toEqual({
    status: 2,
    stdout: '',
    stderr: 'otelflux chart check: --chart or OTELFLUX_CHART must name a folder of the chart\n',
  });
  expect(run('0.1.0', '--chart', chart('0.151.0')).stderr).toMatch(/is of version 0\.151\.0, not 0\.1\.0\n$/);
  expect(run('--chart', folder).stderr).toMatch(/Chart\.yaml does not exist\n$/);
  const missing = run('--chart', chart('0.151.0'), '--helm', join(folder, 'no-helm'));
  expect(missing.status).toBe(2);
  expect(missing.stderr).toMatch(/no-helm cannot be started/);
});
