/**
 * The package as others get it: packed, installed in an empty folder elsewhere, and a platform made with `otelflux init`
 * there, synthesised, validated and tested. No file of this repository is in reach.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { exampleNames } from '../../cli/init/examples';
import { ownManifest } from '../../cli/manifest';
import { openEngine } from '../../lib/engine';
import { type Disagreement, report } from '../support/report';

const root = join(__dirname, '..', '..');
const elsewhere = mkdtempSync(join(tmpdir(), 'otelflux-package-'));
const consumer = join(elsewhere, 'consumer');
const platform = join(consumer, 'platform');
const install = ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];

interface Step {
  readonly name: string;
  run(): void;
}

const steps: readonly Step[] = [
  // Packing builds it.
  { name: 'it packs', run: () => call(root, 'npm', 'pack', '--silent', '--pack-destination', elsewhere) },
  {
    name: 'its public surface is the committed one',
    run: () => call(root, 'npm', 'run', '-s', 'api', '--', '--check'),
  },
  { name: 'it installs in an empty folder', run: installPackage },
  ...engineSteps(),
  {
    name: 'otelflux init makes a platform',
    run: () => call(consumer, 'npx', 'otelflux', 'init', 'platform', '--package', `file:${tarball()}`),
  },
  { name: 'the platform installs', run: () => call(platform, 'npm', ...install) },
  { name: 'the platform synthesises', run: synthesise },
  {
    name: 'what it synthesised validates',
    run: () => call(platform, 'npx', 'otelflux', 'validate', 'dist', '--fail-on', 'warning'),
  },
  { name: 'its tests pass', run: () => call(platform, 'npm', 'test', '--silent') },
  { name: 'a second synth changes nothing', run: secondSynth },
  ...exampleNames()
    .filter((name) => name !== 'minimal')
    .map((name) => ({ name: `the example ${name} is one more platform`, run: () => tryExample(name) })),
];

/** What is installed is the same for each, so that one installation serves all. */
function tryExample(name: string): void {
  const folder = join(consumer, name);
  call(consumer, 'npx', 'otelflux', 'init', name, '--example', name, '--package', `file:${tarball()}`);
  symlinkSync(join(platform, 'node_modules'), join(folder, 'node_modules'));
  call(folder, 'npm', 'run', '-s', 'synth');
  call(folder, 'npx', 'otelflux', 'validate', 'dist', '--fail-on', 'warning');
  call(folder, 'npm', 'test', '--silent');
}

function tarball(): string {
  const name = readdirSync(elsewhere).find((file) => /^otelflux-\d.*\.tgz$/.test(file));
  if (name === undefined) throw new Error('npm pack wrote no tarball');
  return join(elsewhere, name);
}

function installPackage(): void {
  mkdirSync(consumer);
  writeFileSync(join(consumer, 'package.json'), '{ "name": "consumer", "private": true }\n');
  call(consumer, 'npm', ...install, tarball());
}

function synthesise(): void {
  call(platform, 'npm', 'run', '-s', 'synth');
  if (!existsSync(join(platform, 'dist', 'develop', 'kustomization.yaml')))
    throw new Error('there is no dist/develop');
}

function secondSynth(): void {
  call(platform, 'git', 'init', '-q');
  call(platform, 'git', 'add', '-A');
  call(platform, 'npm', 'run', '-s', 'synth');
  call(platform, 'git', 'diff', '--exit-code', '--', 'dist');
}

/** A slip in a pattern, which stops the collector. */
const faulty = `receivers: {otlp: {protocols: {grpc: {}}}}
processors: {transform: {trace_statements: ['set(span.attributes["a"], "b")', 'merge_maps(span.attributes, ExtractGrokPatterns(span.name, "%{NUMBR:n}"), "upsert")']}}
exporters: {debug: {}}
service: {pipelines: {traces: {receivers: [otlp], processors: [transform], exporters: [debug]}}}
`;

const sound = faulty.replace('NUMBR', 'NUMBER');

const telemetryTest = `collector: relay.yaml
tests:
  - name: the name is set
    receive: [{receiver: otlp, spans: [{name: a}]}]
    expect: {debug: {spans: [{name: a, attributes: {a: b}}]}}
`;

/** The collector's engine as a second package, used without Go and with a cache of its own; none where it is not built. */
function engineSteps(): Step[] {
  if (openEngine() === undefined) return [];
  const relay = join(consumer, 'relay.yaml');
  return [
    {
      name: 'without an engine, validate says once what was not judged',
      run: () => {
        writeFileSync(relay, faulty);
        const { stderr } = inConsumer('validate', 'relay.yaml');
        if (stderr.split('npm run engines').length !== 2) throw new Error(stderr);
      },
    },
    { name: 'the engine packs', run: () => call(root, 'npm', 'run', '-s', 'engines:pack', '--', elsewhere) },
    { name: 'the engine installs', run: () => call(consumer, 'npm', ...install, engineTarball()) },
    {
      name: 'with it, the collector itself refuses what stops it, whether or not a rule says the same',
      run: () => {
        const { stdout, stderr, status } = inConsumer('validate', 'relay.yaml', '--engine', 'only');
        if (status !== 1 || !stdout.includes('CO-2') || stderr.includes('npm run engines'))
          throw new Error(stdout + stderr);
      },
    },
    {
      name: 'with it, pipelines are tested',
      run: () => {
        writeFileSync(relay, sound);
        writeFileSync(join(consumer, 'relay.telemetry.yaml'), telemetryTest);
        const { stdout, status } = inConsumer('test', 'relay.telemetry.yaml');
        if (status !== 0) throw new Error(stdout);
        writeFileSync(relay, sound.replace('"b"', '"c"'));
        if (inConsumer('test', 'relay.telemetry.yaml').status !== 1)
          throw new Error('a changed statement passes');
      },
    },
  ];
}

function engineTarball(): string {
  const name = readdirSync(elsewhere).find((file) => file.startsWith('otelflux-collector-'));
  if (name === undefined) throw new Error('engines:pack wrote no tarball');
  return join(elsewhere, name);
}

/** Runs a verb in the consumer, with nothing but Node in reach and a cache of its own. */
function inConsumer(...args: readonly string[]): { stdout: string; stderr: string; status: number | null } {
  const env = { PATH: dirname(process.execPath), HOME: elsewhere, OTELFLUX_CACHE: join(elsewhere, 'cache') };
  const program = join(consumer, 'node_modules', '.bin', 'otelflux');
  const { stdout, stderr, status } = spawnSync(program, args, {
    cwd: consumer,
    env,
    encoding: 'utf8',
    timeout: 120_000,
  });
  return { stdout, stderr, status };
}

function call(folder: string, command: string, ...args: readonly string[]): void {
  const { NODE_OPTIONS: _options, NODE_PATH: _path, ...environment } = process.env;
  execFileSync(command, args, { cwd: folder, stdio: 'pipe', env: environment, timeout: 600_000 });
}

function failureOf(step: Step): Disagreement | undefined {
  try {
    step.run();
    return undefined;
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    return { name: step.name, detail: output || String(error) };
  }
}

const failures: Disagreement[] = [];
let done = 0;
for (const step of steps) {
  done += 1;
  const failure = failureOf(step);
  if (failure !== undefined) {
    failures.push(failure);
    break;
  }
}
rmSync(elsewhere, { recursive: true, force: true });
report({
  engine: 'npm package',
  version: ownManifest().version,
  what: 'packed, installed elsewhere, init, synth, validate, test',
  cases: done,
  disagreements: failures,
});
process.exitCode = failures.length === 0 ? 0 : 1;
