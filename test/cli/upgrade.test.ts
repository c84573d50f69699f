import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'otelflux-upgrade-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const old = `receivers: {otlp: {protocols: {grpc: {}}}}
exporters:
  otlphttp: {endpoint: "http://b:4318"} # to b
service: {pipelines: {traces: {receivers: [otlp], exporters: [otlphttp]}}}
`;

function run(args: readonly string[], input = '', cwd = root) {
  const starter = [join(root, 'package/run.js'), join(root, 'cli/index.ts'), 'upgrade'];
  const { stdout, stderr, status } = spawnSync(process.execPath, [...starter, ...args], {
    cwd,
    input,
    encoding: 'utf8',
    env: { ...process.env, OTELFLUX_ENGINE: 'off' },
  });
  return { stdout, stderr, status };
}

describe('otelflux upgrade', () => {
  test('tells what it would write, and writes it when asked', () => {
    const file = join(folder, 'relay.yaml');
    writeFileSync(file, old);
    const told = run(['--to', '0.158.0', '--from', '0.113.0', '--patch', file]);
    expect(told).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(`${file}:3:3 exporters::otlphttp becomes otlp_http`),
    });
    expect(told.stdout).toContain('collector 0.113.0 → 0.158.0');
    expect(told.stdout).toContain('1 file would change; --write writes them');
    expect(told.stdout).toContain('+  otlp_http: {endpoint: "http://b:4318"} # to b');
    expect(readFileSync(file, 'utf8')).toBe(old);
    expect(run(['--to', '0.158.0', '--write', file]).stdout).toContain('1 file written');
    expect(readFileSync(file, 'utf8')).toBe(old.replaceAll('otlphttp', 'otlp_http'));
  });

  test('hands what comes in by a pipe on, upgraded, and tells the rest on standard error', () => {
    const { stdout, stderr, status } = run(['--to', '0.158.0', '-'], old);
    expect(stdout).toBe(old.replaceAll('otlphttp', 'otlp_http'));
    expect(stderr).toContain('exporters::otlphttp becomes otlp_http');
    expect(status).toBe(0);
  });

  test('ends with 1 where the new release refuses something', () => {
    const kafka = `receivers: {kafka: {topic: spans}}\nexporters: {debug: {}}\nservice: {pipelines: {traces: {receivers: [kafka], exporters: [debug]}}}\n`;
    const { stderr, status } = run(['--to', '0.158.0', '-'], kafka);
    expect(status).toBe(1);
    expect(stderr).toContain('TV-5: receivers::kafka::topic is gone since release 0.142.0.');
  });

  test('of a program writes the version of the chart, and leaves one that does not run as it was', () => {
    const program = `const { mkdirSync, writeFileSync } = require('node:fs');
const release = { chart: '0.109.0' };
if (release.chart === '0.160.0') throw new Error('not with me');
const folder = process.env.OTELFLUX_DIST + '/develop';
mkdirSync(folder, { recursive: true });
writeFileSync(folder + '/a.yaml', JSON.stringify({ apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', metadata: { name: 'a', namespace: 'a' }, spec: { interval: '5m', chart: { spec: { chart: 'opentelemetry-collector', version: release.chart, sourceRef: { kind: 'HelmRepository', name: 'o' } } }, values: { mode: 'deployment', image: { repository: 'otel/opentelemetry-collector-k8s' } } } }));
`;
    writeFileSync(join(folder, 'cdk8s.yaml'), 'app: node main.ts\n');
    writeFileSync(join(folder, 'main.ts'), program);
    const refused = run(['--to', 'chart-0.160.0', '--write'], '', folder);
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('not with me') });
    expect(readFileSync(join(folder, 'main.ts'), 'utf8')).toBe(program);
    const done = run(['--to', 'chart-0.170.0', '--write'], '', folder);
    expect(done.stdout).toContain('main.ts:2 the chart becomes 0.170.0');
    expect(done.stdout).toContain('HelmRelease a/a: chart 0.109.0 → 0.170.0, collector 0.113.0 → 0.158.0');
    expect(readFileSync(join(folder, 'main.ts'), 'utf8')).toContain("{ chart: '0.170.0' }");
  });

  test.each([
    [['--to', 'newest', '-'], 'otelflux upgrade: "newest" is not a release'],
    [['--to', '0.158.0', join(folder, 'nowhere')], 'nowhere: cannot be opened'],
    [['--to', '0.158.0', '--from', 'old', '-'], 'otelflux upgrade: --from old: that is not a release'],
  ])('refuses %j in one line', (args, message) => {
    const { stderr, status } = run(args);
    expect(status).toBe(2);
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(message)]);
  });
});
