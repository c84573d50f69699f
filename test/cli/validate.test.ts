import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from '../support/programs';

let folder = '';

function validate(args: readonly string[], input = '') {
  const run = spawnSync(process.execPath, [...commandLine, 'validate', ...args], {
    cwd: folder,
    encoding: 'utf8',
    input,
  });
  return { status: run.status, stdout: run.stdout, stderr: run.stderr };
}

const good = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: develop}\n';
const bad = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: develop}\ndota: {}\n';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'otelflux-validate-'));
  mkdirSync(join(folder, 'good'));
  mkdirSync(join(folder, 'chart', 'templates'), { recursive: true });
  writeFileSync(join(folder, 'good', 'namespace.yaml'), good);
  writeFileSync(join(folder, 'bad.yaml'), bad);
  writeFileSync(join(folder, 'words.yaml'), 'receivers: {otlp: {protocols: {grpc: {}}}, b: yes}\n');
  writeFileSync(join(folder, 'binary.yaml'), Buffer.from([0xff, 0xfe, 0x00, 0x01]));
  writeFileSync(join(folder, 'chart', 'Chart.yaml'), 'name: x\n');
  writeFileSync(join(folder, 'chart', 'templates', 'a.yaml'), '{{ if .Values.x }}\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('otelflux validate', () => {
  test('ends with 0 where nothing is wrong', () => {
    const { status, stdout, stderr } = validate(['good']);
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: '',
      stderr: '1 file: 0 errors, 0 warnings, 0 of advice\n',
    });
  });

  test('ends with 1 where there are errors, and prints them for people', () => {
    const { status, stdout } = validate(['bad.yaml']);
    expect(status).toBe(1);
    expect(stdout).toContain('bad.yaml:4:1 error KS-1: dota is not a field that is known here');
    expect(stdout).toMatch(/where: dota in ConfigMap develop\/a\n {2}why: {3}.+\n {2}fix: {3}.+\n/);
  });

  test('names a file that is not YAML among good ones, and passes templates over', () => {
    mkdirSync(join(folder, 'mixed', 'templates'), { recursive: true });
    writeFileSync(join(folder, 'mixed', 'good.yaml'), good);
    writeFileSync(join(folder, 'mixed', 'broken.yaml'), 'a: [\n');
    writeFileSync(join(folder, 'mixed', 'templates', 'a.yaml'), 'a: [{{ if .Values.x }}\n');
    const { status, stdout } = validate(['mixed']);
    expect(status).toBe(1);
    expect(stdout.match(/IN-1/g)).toHaveLength(1);
    expect(stdout).toMatch(/^mixed\/broken\.yaml:2:1 error IN-1: This is not YAML: /);
  });

  test('prints the formats of programs', () => {
    const json = JSON.parse(validate(['bad.yaml', '--rule', 'KS-1', '--json']).stdout);
    expect(json.summary).toEqual({ error: 1, warning: 0, advice: 0 });
    expect(json.findings[0]).toMatchObject({
      rule: 'KS-1',
      file: 'bad.yaml',
      line: 4,
      column: 1,
      path: 'dota',
      construct: 'ConfigMap develop/a',
    });
    const sarif = JSON.parse(validate(['bad.yaml', '--rule', 'KS-1', '--format', 'sarif']).stdout);
    expect(sarif.version).toBe('2.1.0');
    expect(sarif.runs[0].tool.driver.rules[0].id).toBe('KS-1');
    expect(sarif.runs[0].results[0]).toMatchObject({ ruleId: 'KS-1', ruleIndex: 0, level: 'error' });
    expect(sarif.runs[0].results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'bad.yaml' },
      region: { startLine: 4, startColumn: 1 },
    });
    const junit = validate(['bad.yaml', 'good', '--rule', 'KS-1', '--format', 'junit']).stdout;
    expect(junit).toContain('<testsuites name="otelflux" tests="2" failures="1">');
    expect(junit).toContain('<failure type="KS-1"');
    const github = validate(['bad.yaml', '--rule', 'KS-1', '--format', 'github']).stdout;
    expect(github).toMatch(/^::error file=bad.yaml,line=4,col=1,title=KS-1::dota is not a field/);
  });

  test('judges standard input, and fails on what it is told to', () => {
    const words =
      'receivers: {otlp: {protocols: {grpc: {}}}}\nexporters: {debug: {on: 1}}\nservice: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}\n';
    expect(validate(['-', '--rule', 'YM-1'], words)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('<stdin>:2:21 warning YM-1'),
    });
    expect(validate(['-', '--rule', 'YM-1', '--fail-on', 'warning'], words).status).toBe(1);
    expect(validate(['-', '--rule', 'YM-1', '--fail-on', 'advice'], good).status).toBe(0);
  });

  test('explains a rule', () => {
    const { status, stdout } = validate(['--explain', 'ks-1']);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^KS-1 \(error\): .+\n\nWhy: .+\nFix: .+\n\nAn example \(- trips it, \+ does not\):\n\n {4}[-+ ] apiVersion/,
    );
    expect(JSON.parse(validate(['--explain', 'KS-1', '--json']).stdout)).toMatchObject({
      id: 'KS-1',
      severity: 'error',
    });
  });

  test('takes content that cannot be read for a finding', () => {
    expect(validate(['binary.yaml'])).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('binary.yaml error IN-2: binary.yaml is not UTF-8 text'),
    });
  });

  test.each<[string, string[], RegExp]>([
    [
      'a path that is not there',
      ['nothing.yaml'],
      /^otelflux validate: nothing.yaml: cannot be opened .*\n$/,
    ],
    ['the default where there is no dist/', [], /^otelflux validate: dist: there is no such folder: .*\n$/],
    [
      'a folder of a chart, which holds templates',
      ['chart'],
      /^otelflux validate: chart: there is no YAML file .*\n$/,
    ],
    [
      'a rule that is none',
      ['--rule', 'KS-99', 'good'],
      /^otelflux validate: there is no rule KS-99; did you mean [KP]S-\d+\?\n$/,
    ],
    ['a rule to explain that is none', ['--explain', 'what'], /^otelflux validate: there is no rule what/],
    [
      'a format that is none',
      ['--format', 'xml', 'good'],
      /^error: option '--format <format>' argument 'xml' is invalid/,
    ],
    ['a flag that is none', ['--nothing'], /^error: unknown option '--nothing'/],
  ])(
    'ends with 2 for %s, in one line',
    (_, args, message) => {
      const { status, stdout, stderr } = validate(args);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toMatch(message);
    },
    60_000,
  );
});
