/*
 * How long everything takes, and how much memory: `npm run bench [-- --json] [--sizes 100,1000,3000] [--repeat 1] [--minutes 5]`.
 * Each figure comes from a process of its own; of repeated ones the one with the least processor time counts. Beside synth
 * stand its floor, a plain js-yaml dump of the same objects and a bare loop that writes the same files, and others that do
 * the like: cdk8s' own writer, `kubectl kustomize` where OTELFLUX_KUBECTL names a kubectl, `helm template` where
 * OTELFLUX_HELM names a helm. What does not fit into the time is left out.
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
    sizes: { type: 'string', default: '100,1000,3000' },
    repeat: { type: 'string', default: '1' },
    /** How long it may take: afterwards others are not measured any more. */
    minutes: { type: 'string', default: '5' },
  },
});
const sizes = options.sizes.split(',').map(Number);
const starter = join(__dirname, '..', '..', 'package', 'run.js');
const cli = join(__dirname, '..', '..', 'cli', 'index.ts');

const end = performance.now() + Number(options.minutes) * 60_000;

/** Whether there is time for one that takes about so many seconds. */
function isTimeFor(seconds: number): boolean {
  return performance.now() + seconds * 1000 < end;
}

function progress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
}

/** Runs a measurement; of several the one with the least processor time counts. */
function measure(kind: string, services: number, folder: string): Measurement {
  const results = Array.from({ length: Number(options.repeat) }, (): Measurement => {
    progress(`${kind}, ${services} services`);
    // What is written from nothing needs nothing there.
    for (const written of kind === 'synth' ? ['dist'] : ['loop', 'cdk8s'])
      rmSync(join(folder, written), { recursive: true, force: true });
    const args = [starter, join(__dirname, 'measure.ts'), kind, String(services), folder];
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
  variables: NodeJS.ProcessEnv = {},
): Measurement {
  progress(`${kind}, ${services} services`);
  const meter = join(tmpdir(), `otelflux-bench-${process.pid}`);
  const start = performance.now();
  const env = { ...process.env, ...variables };
  const timed = spawnSync('/usr/bin/time', ['-f', '%U %S %M', '-o', meter, program, ...args], {
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const missing = timed.error !== undefined;
  const done = missing ? spawnSync(program, args, { env, encoding: 'utf8', maxBuffer: 1 << 28 }) : timed;
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
    command(name, services, process.execPath, [starter, cli, name, ...args]);
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

/** The whole way with its start: from nothing, once more, with one service changed. Nothing is kept of an earlier bench. */
function whole(services: number, folder: string): Measurement[] {
  const variables = { OTELFLUX_CACHE: join(folder, 'cache') };
  const run = (kind: string, changed: number) => {
    const args = ['whole', String(services), folder, String(changed)];
    return command(
      kind,
      services,
      process.execPath,
      [starter, join(__dirname, 'measure.ts'), ...args],
      variables,
    );
  };
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  return [run('synth, all new', 0), run('synth, nothing changed', 0), run('synth, one service changed', 1)];
}

/** Others that make YAML of many objects, as far as there is time. */
function others(services: number, folder: string): Measurement[] {
  const results: Measurement[] = [];
  const { OTELFLUX_KUBECTL: kubectl, OTELFLUX_HELM: helm } = process.env;
  const tree = join(folder, 'dist', environmentName, 'services');
  if (helm !== undefined) {
    writeHelmChart(join(folder, 'chart'), tree);
    results.push(command('helm template', services, helm, ['template', 'bench', join(folder, 'chart')]));
  }
  // Both take the square of the number of objects.
  const share = (services / 1000) ** 2;
  if (isTimeFor(20 * share)) results.push(measure('cdk8s', services, folder));
  if (kubectl !== undefined && isTimeFor(100 * share))
    results.push(command('kubectl kustomize', services, kubectl, ['kustomize', tree]));
  return results;
}

/** A chart that prints the same objects as they are: what Helm takes beside the templates' own work. */
function writeHelmChart(folder: string, tree: string): void {
  mkdirSync(join(folder, 'templates'), { recursive: true });
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: bench\nversion: 1.0.0\n');
  for (const service of readdirSync(tree, { withFileTypes: true })) {
    if (!service.isDirectory()) continue;
    const files = readdirSync(join(tree, service.name)).filter((file) => file !== 'kustomization.yaml');
    const texts = files.map((file) => readFileSync(join(tree, service.name, file), 'utf8'));
    writeFileSync(join(folder, 'templates', `${service.name}.yaml`), texts.join('---\n'));
  }
}

function measureSize(services: number): Measurement[] {
  const folder = mkdtempSync(join(tmpdir(), 'otelflux-bench-'));
  try {
    const floor = ['dump', 'loop', 'yaml'].map((kind) => measure(kind, services, folder));
    const synth = measure('synth', services, folder);
    const full = whole(services, folder);
    const beside = others(services, folder);
    return [synth, ...floor, ...full, ...beside, ...verbs(services, folder)];
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

/** By which power of the number of services a cost grows: 1 is linear, 2 is the square. */
function exponent(results: readonly Measurement[], kind: string, at: number, ...except: string[]): string {
  const [before, now] = [sizes[at - 1], sizes[at]];
  if (before === undefined || now === undefined) return '';
  const [first, second] = [find(results, kind, before), find(results, kind, now)];
  if (first === undefined || second === undefined) return '';
  return (Math.log(cpu(second, ...except) / cpu(first, ...except)) / Math.log(now / before)).toFixed(2);
}

function synthTable(results: readonly Measurement[]): string {
  const rows = sizes.map((services, i) => {
    const [synth, dump, loop, yaml] = ['synth', 'dump', 'loop', 'yaml'].map((kind) =>
      find(results, kind, services),
    );
    if (synth === undefined || dump === undefined || loop === undefined || yaml === undefined) return [];
    const own = cpu(synth, 'checks');
    const cdk8s = find(results, 'cdk8s', services);
    const parts = ['build', 'render', 'review', 'write', 'checks'].map((name) =>
      time(synth.cpuPhases[name] ?? 0),
    );
    return [
      String(services),
      `${time(own)} (${time(wall(synth, 'checks'))})`,
      exponent(results, 'synth', i, 'checks'),
      ...parts,
      time(cpu(dump)),
      time(cpu(loop)),
      (own / (cpu(dump) + cpu(loop))).toFixed(2),
      time(cpu(yaml)),
      cdk8s === undefined ? '–' : time(cpu(cdk8s)),
      `${Math.round(synth.memory)} MiB`,
    ];
  });
  const head = [
    'services',
    'synth without checks (wall)',
    'exponent',
    'build',
    'render',
    'review',
    'write',
    'checks',
    'js-yaml dump',
    'bare loop',
    'synth ÷ (dump + loop)',
    'own YAML',
    'cdk8s synth',
    'memory',
  ];
  return table(head, rows);
}

function verbTable(results: readonly Measurement[]): string {
  const kinds = [...new Set(results.map(({ kind }) => kind))].filter(
    (kind) => !['synth', 'dump', 'loop', 'yaml', 'cdk8s'].includes(kind),
  );
  const cell = (result: Measurement | undefined) =>
    result === undefined
      ? '–'
      : `${time(cpu(result))} (${time(wall(result))}), ${Math.round(result.memory)} MiB`;
  return table(
    ['command, its start included', ...sizes.map(String), 'exponent'],
    kinds.map((kind) => [
      kind,
      ...sizes.map((services) => cell(find(results, kind, services))),
      exponent(results, kind, sizes.length - 1),
    ]),
  );
}

const results = sizes.flatMap(measureSize);
progress('');
if (options.json) process.stdout.write(`${JSON.stringify({ machine: machine(), results }, null, 2)}\n`);
else
  process.stdout.write(
    `${machine()}; processor time, wall time in parentheses\n\n${synthTable(results)}\n\n${verbTable(results)}\n`,
  );
