/*
 * How long everything takes, and how much memory: `npm run bench [-- --json] [--sizes 10,100,1000,3000] [--repeat 3]`.
 * Each figure comes from a process of its own; of repeated ones the one with the least processor time counts. Beside synth stand cdk8s' own writer, a plain
 * js-yaml dump of the same objects, and `kubectl kustomize` where OTELFLUX_KUBECTL names a kubectl (up to 1,000
 * services; OTELFLUX_BENCH_KUSTOMIZE=all for more).
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, tmpdir, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { environmentName } from './platform';
import { cpu, type Measurement, table, time, wall } from './table';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    sizes: { type: 'string', default: '10,100,1000,3000' },
    repeat: { type: 'string', default: '3' },
  },
});
const sizes = options.sizes.split(',').map(Number);
const node = ['-r', 'tsx/cjs'];
const cli = join(__dirname, '..', '..', 'cli', 'index.ts');

function progress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
}

/** Runs a measurement; of several the one with the least processor time counts. */
function measure(kind: string, services: number, folder: string): Measurement {
  // What takes long varies little.
  const repeats = services > 1000 && kind === 'cdk8s' ? 1 : Number(options.repeat);
  const results = Array.from({ length: repeats }, (): Measurement => {
    progress(`${kind}, ${services} services`);
    rmSync(join(folder, 'dist'), { recursive: true, force: true });
    const args = [...node, join(__dirname, 'measure.ts'), kind, String(services), folder];
    const done = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (done.status !== 0) throw new Error(`${kind} with ${services} services: ${done.stderr}`);
    return JSON.parse(done.stdout);
  });
  return results.reduce((best, next) => (cpu(next, 'checks') < cpu(best, 'checks') ? next : best));
}

/** Runs a command from start to end, its own start included. */
function command(
  kind: string,
  services: number,
  program: string,
  args: readonly string[],
  cwd?: string,
): Measurement {
  progress(`${kind}, ${services} services`);
  const meter = join(tmpdir(), `otelflux-bench-${process.pid}`);
  const start = performance.now();
  const timed = spawnSync('/usr/bin/time', ['-f', '%U %S %M', '-o', meter, program, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const missing = timed.error !== undefined;
  const done = missing ? spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 }) : timed;
  const elapsed = performance.now() - start;
  if (done.status === null || done.status > 1) throw new Error(`${kind}: ${done.stderr}`);
  const [user = 0, system = 0, memory = 0] = missing
    ? []
    : (readFileSync(meter, 'utf8').trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  rmSync(meter, { force: true });
  return {
    kind,
    services,
    phases: { [kind]: elapsed },
    cpuPhases: { [kind]: (user + system) * 1000 },
    memory: memory / 1024,
  };
}

function git(folder: string, ...args: readonly string[]): void {
  const done = spawnSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`git ${args.join(' ')}: ${done.stderr}`);
}

/** The verbs on a synthesised tree, a tenth of its services changed for those that compare. */
function verbs(services: number, folder: string): Measurement[] {
  const tree = join(folder, 'dist');
  const verb = (name: string, ...args: readonly string[]) =>
    command(name, services, process.execPath, [...node, cli, name, ...args]);
  const release = join(tree, environmentName, 'observability', 'helmrelease.otel-collector.yaml');
  const before = join(folder, 'before');
  cpSync(tree, before, { recursive: true });
  const results = [verb('validate', tree), verb('effective', '--values', release)];
  results.push({ ...verb('diff', '--tree', tree, '--against', before), kind: 'diff, nothing changed' });
  touchServices(join(tree, environmentName, 'services'), 10);
  results.push({ ...verb('diff', '--tree', tree, '--against', before), kind: 'diff, a tenth changed' });
  const fleet = join(folder, 'fleet');
  mkdirSync(fleet);
  git(fleet, 'init', '-q', '-b', 'main');
  git(fleet, 'config', 'user.name', 'bench');
  git(fleet, 'config', 'user.email', 'bench@example.com');
  const publish = (from: string) => verb('publish', '--to', fleet, '--tree', from, '--commit', '--no-review');
  results.push(
    { ...publish(before), kind: 'publish --commit, all new' },
    { ...publish(tree), kind: 'publish --commit, a tenth changed' },
  );
  const kubectl = process.env.OTELFLUX_KUBECTL;
  const bearable = services <= 1000 || process.env.OTELFLUX_BENCH_KUSTOMIZE === 'all';
  if (kubectl !== undefined && bearable) {
    results.push(
      command('kubectl kustomize', services, kubectl, ['kustomize', join(tree, environmentName, 'services')]),
    );
  }
  return results;
}

function touchServices(folder: string, every: number): void {
  readdirSync(folder, { withFileTypes: true })
    .filter((entry, i) => entry.isDirectory() && i % every === 0)
    .forEach(({ name }) => {
      const file = join(folder, name, `deployment.${name}.yaml`);
      writeFileSync(file, readFileSync(file, 'utf8').replace(/:1\.0\.(\d+)$/m, ':1.1.$1'));
    });
}

function measureSize(services: number): Measurement[] {
  const folder = mkdtempSync(join(tmpdir(), 'otelflux-bench-'));
  try {
    const [dump, yaml, cdk8s] = ['dump', 'yaml', 'cdk8s'].map((kind) => measure(kind, services, folder));
    const synth = measure('synth', services, folder);
    return [synth, dump, yaml, cdk8s, ...verbs(services, folder)].filter((result) => result !== undefined);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function machine(): string {
  const processors = cpus();
  return `${processors.length} × ${processors[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}, Node ${process.version}`;
}

function find(results: readonly Measurement[], kind: string, services: number): Measurement | undefined {
  return results.find((result) => result.kind === kind && result.services === services);
}

function synthTable(results: readonly Measurement[]): string {
  const rows = sizes.map((services, i) => {
    const [synth, dump, yaml, cdk8s] = ['synth', 'dump', 'yaml', 'cdk8s'].map((kind) =>
      find(results, kind, services),
    );
    if (synth === undefined || dump === undefined || yaml === undefined || cdk8s === undefined) return [];
    const own = cpu(synth, 'checks');
    const former = find(results, 'synth', sizes[i - 1] ?? 0);
    const growth = former === undefined ? '' : `${(own / cpu(former, 'checks')).toFixed(1)}×`;
    const parts = ['build', 'render', 'review', 'write', 'checks'].map((name) =>
      time(synth.cpuPhases[name] ?? 0),
    );
    const both = `${time(own)} (${time(wall(synth, 'checks'))})`;
    const others = [time(cpu(dump)), `${(own / cpu(dump)).toFixed(1)}×`, time(cpu(yaml)), time(cpu(cdk8s))];
    return [String(services), both, growth, ...parts, ...others, `${Math.round(synth.memory)} MiB`];
  });
  const head = [
    'services',
    'synth without checks (wall)',
    'growth',
    'build',
    'render',
    'review',
    'write',
    'checks',
    'js-yaml dump',
    'synth ÷ dump',
    'own YAML',
    'cdk8s synth',
    'memory',
  ];
  return table(head, rows);
}

function verbTable(results: readonly Measurement[]): string {
  const kinds = [...new Set(results.map(({ kind }) => kind))].filter(
    (kind) => !['synth', 'dump', 'yaml', 'cdk8s'].includes(kind),
  );
  const cell = (result: Measurement | undefined) =>
    result === undefined
      ? '–'
      : `${time(cpu(result))} (${time(wall(result))}), ${Math.round(result.memory)} MiB`;
  return table(
    ['command, its start included', ...sizes.map(String)],
    kinds.map((kind) => [kind, ...sizes.map((services) => cell(find(results, kind, services)))]),
  );
}

const results = sizes.flatMap(measureSize);
progress('');
if (options.json) process.stdout.write(`${JSON.stringify({ machine: machine(), results }, null, 2)}\n`);
else
  process.stdout.write(
    `${machine()}; processor time, wall time in parentheses\n\n${synthTable(results)}\n\n${verbTable(results)}\n`,
  );
