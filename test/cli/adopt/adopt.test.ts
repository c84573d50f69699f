import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from '../../support/programs';

const root = join(__dirname, '..', '..', '..');
const gateway = join(root, 'test', 'lib', 'adopt', 'cases', 'gateway.yaml');

function otelflux(args: readonly string[], input = '') {
  const line = [...commandLine, 'adopt', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, line, {
    cwd: root,
    encoding: 'utf8',
    input,
  });
  return { status, stdout, stderr };
}

const broken =
  'receivers: {otlp: {}}\nexporters: {debug: {}}\nservice: {pipelines: {traces: {receivers: [otlp], exporters: [gone, debug]}}}\n';

it('prints the program on stdout and a summary on stderr', () => {
  const { status, stdout, stderr } = otelflux([gateway]);
  expect(status).toBe(0);
  expect(stdout).toContain("from 'otelflux';");
  expect(stderr).toMatch(
    /gateway\.yaml:57:3: changed: exporters::otlphttp\/traces becomes otlp_http\/traces/,
  );
  expect(stderr).toMatch(
    /for collector 0\.158\.0: 0 lost, \d+ written in another way, \d+ carried unchecked\n$/,
  );
});

it('answers 1 where something is lost, with file and line', () => {
  const { status, stdout, stderr } = otelflux(['-'], broken);
  expect(status).toBe(1);
  expect(stdout).toContain('exporters: [debug]');
  expect(stderr).toContain('<stdin>:3:63: lost: service::pipelines::traces::exporters names "gone"');
});

it.each([
  [['does/not/exist.yaml'], 'does/not/exist.yaml: cannot be opened'],
  [['--collector', 'newest', gateway], '--collector newest is not a release'],
  [['--collector', '0.1.0', gateway], 'outside of what the catalog knows'],
  [['--object', 'ConfigMap a/b', gateway], 'there is no "ConfigMap a/b" in it'],
  [[], 'name what is to be adopted'],
  [[gateway, gateway], 'there are 2 configurations in it: choose one with --object'],
])('answers 2 to wrong use: %j', (args, message) => {
  const { status, stdout, stderr } = otelflux(args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(message);
});

it('takes files and folders of which one holds a configuration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'otelflux-adopt-'));
  try {
    writeFileSync(join(folder, 'a-namespace.yaml'), 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n');
    expect(otelflux([folder]).stderr).toContain('a-namespace.yaml: holds no collector configuration');
    writeFileSync(join(folder, 'gateway.yaml'), readFileSync(gateway));
    expect(otelflux([folder])).toEqual(otelflux([join(folder, 'gateway.yaml')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('writes a new file and never over an old one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'otelflux-adopt-'));
  try {
    const path = join(folder, 'gateway.ts');
    expect(otelflux(['--model', '../lib/collector', '-o', path, gateway]).status).toBe(0);
    expect(readFileSync(path, 'utf8')).toContain("from '../lib/collector';");
    writeFileSync(path, 'mine');
    expect(otelflux(['-o', path, gateway]).status).toBe(2);
    expect(readFileSync(path, 'utf8')).toBe('mine');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('prints JSON for programs', () => {
  const report = JSON.parse(otelflux(['--json', gateway]).stdout) as {
    code: string;
    version: string;
    notes: unknown[];
  };
  expect(report.version).toBe('0.158.0');
  expect(report.code).toContain('export const adopted');
  expect(report.notes[0]).toMatchObject({ kind: expect.any(String), message: expect.any(String) });
});
