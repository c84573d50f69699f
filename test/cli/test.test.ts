import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'otelflux-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...paths: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['package/run.js', 'cli/index.ts', 'test', ...paths],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, OTELFLUX_ENGINE: 'off' },
    },
  );
  return { stdout, stderr, status };
}

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('otelflux test', () => {
  test('says how the engine is had where there is none', () => {
    written(
      'relay.yaml',
      'receivers: {otlp: {}}\nexporters: {debug: {}}\nservice: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}\n',
    );
    const file = written('a.telemetry.yaml', 'collector: relay.yaml\ntests: []\n');
    expect(run(file)).toEqual({
      stdout: '',
      status: 2,
      stderr: expect.stringMatching(
        /engine of the collector, which is not at hand: install the package otelflux-collector-0\.158\.0/,
      ),
    });
  });

  test('refuses what is not a file of tests, and folders without one, in one line', () => {
    const file = written('b.telemetry.yaml', 'collector: relay.yaml\ntest: []\n');
    expect(run(file)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(
        'b.telemetry.yaml:2: test is not known here; there are collector, name, environment, tests',
      ),
    });
    expect(run(join(folder, 'nowhere'))).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/nowhere is not there\n$/),
    });
    expect(run('imports')).toMatchObject({
      status: 2,
      stderr: 'otelflux test: there is no file *.telemetry.yaml in imports\n',
    });
  });

  test('names the collectors of a file that holds none or several', () => {
    const file = written('c.telemetry.yaml', 'collector: nothing.yaml\ntests: []\n');
    written('nothing.yaml', 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n');
    expect(run(file)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('nothing.yaml holds no collector'),
    });
  });
});
