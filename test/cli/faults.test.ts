import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { adoptCommand } from '../../cli/adopt';
import { initCommand } from '../../cli/init';
import { promoteCommand } from '../../cli/promote';
import { upgradeCommand } from '../../cli/upgrade';
import { replaceFile, writeWhole } from '../../lib/delivery';
import { type Fault, failAt } from '../lib/delivery/death';
import { emptyRepository, git, put } from '../lib/delivery/publish/checkout';
import { readTree, temporaryFolder } from '../lib/delivery/sample';

const folder = temporaryFolder();

let told = '';
beforeEach(() => {
  told = '';
  for (const stream of [process.stdout, process.stderr])
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      told += String(text);
      return true;
    });
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = 0;
});

const old = `receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
exporters: {otlp: {endpoint: "backend:4317"}}
service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}
`;

const imagesOf = (production: string) =>
  `develop: {shop: "r/shop:1.1.0", till: "r/till:1.1.0"}\nproduction:\n  shop: r/shop:${production}\n  till: r/till:${production}\n`;

/** A repository in which the images of develop have stood since 1970. */
function fleetWithImages(root: string): void {
  emptyRepository(root);
  put(root, {
    'environments/images.yaml': imagesOf('1.0.0'),
    'dist/production/kustomization.yaml':
      'metadata: {annotations: {otelflux.dev/promotes-from: develop, otelflux.dev/promotes-after: 1h}}\n',
  });
  git(root, 'add', '-A');
  spawnSync('git', ['commit', '-qm', 'first'], {
    cwd: root,
    env: { ...process.env, GIT_AUTHOR_DATE: '@0 +0000', GIT_COMMITTER_DATE: '@0 +0000' },
  });
}

/** Runs a verb again and again, each time with the next change to the disk failing; its last run succeeds. */
function everyFault(
  fault: Fault,
  prepare: () => readonly string[],
  command: () => Command,
  check: (run: () => void) => void,
): number {
  for (let moment = 0; ; moment += 1) {
    const words = prepare();
    const run = () => void command().parse([...words], { from: 'user' });
    told = '';
    const failed = failAt(moment, fault, run);
    if (failed === undefined) return moment;
    expect(failed.error).toBeUndefined();
    expect(told).not.toMatch(/^\s+at /m);
    check(run);
  }
}

describe.each(['before', 'after'] as const)('a change to the disk that fails %s it did its work', (fault) => {
  it('leaves all files of an upgrade as they were, or all of them new', () => {
    const input = join(folder.path, 'in');
    const names = ['a.yaml', 'b.yaml'];
    const texts = () => names.map((name) => readFileSync(join(input, name), 'utf8'));
    const tried = everyFault(
      fault,
      () => {
        if (!existsSync(input)) mkdirSync(input);
        for (const name of names) writeFileSync(join(input, name), old);
        return ['--engine', 'off', '--to', '0.158.0', '--from', '0.80.0', '--write', input];
      },
      upgradeCommand,
      (again) => {
        expect(new Set(texts()).size).toBe(1);
        expect(readdirSync(input)).toEqual(names);
        again();
        for (const text of texts()) expect(text).toContain('otlp_grpc');
      },
    );
    expect(tried).toBeGreaterThan(3);
  });

  it('leaves no half of an adopted program', () => {
    const [input, output] = [join(folder.path, 'a.yaml'), join(folder.path, 'a.ts')];
    const tried = everyFault(
      fault,
      () => {
        rmSync(output, { force: true });
        writeFileSync(input, old);
        return [input, '-o', output];
      },
      adoptCommand,
      (again) => {
        expect(existsSync(output)).toBe(false);
        again();
        expect(readFileSync(output, 'utf8')).toContain('receivers.otlp(');
      },
    );
    expect(tried).toBeGreaterThan(0);
  });

  it('leaves nothing of a new repository', () => {
    const target = join(folder.path, 'fresh');
    let whole = '';
    const tried = everyFault(
      fault,
      () => {
        rmSync(target, { recursive: true, force: true });
        return [target, '--package', 'file:../otelflux.tgz'];
      },
      initCommand,
      (again) => {
        expect(existsSync(target)).toBe(false);
        expect(told).toMatch(/^otelflux init: .* cannot be written/m);
        again();
        const tree = JSON.stringify(readTree(target));
        whole ||= tree;
        expect(tree).toBe(whole);
      },
    );
    expect(tried).toBeGreaterThan(10);
  });

  it('leaves the images of a promotion as they were, or all of them new, and the next run takes them over', () => {
    const file = join(folder.path, 'fleet/environments/images.yaml');
    const read = () => readFileSync(file, 'utf8');
    const states = new Set<string>();
    const tried = everyFault(
      fault,
      () => {
        rmSync(join(folder.path, 'fleet'), { recursive: true, force: true });
        fleetWithImages(join(folder.path, 'fleet'));
        return ['--file', file, '--tree', join(folder.path, 'fleet/dist')];
      },
      promoteCommand,
      (again) => {
        if (process.exitCode === 0) expect(read()).toBe(imagesOf('1.1.0'));
        else expect(told).toMatch(/^otelflux promote: .*it failed/);
        states.add(read());
        again();
        expect(read()).toBe(imagesOf('1.1.0'));
        expect(process.exitCode).toBe(0);
        expect(readdirSync(join(folder.path, 'fleet/environments'))).toEqual(['images.yaml']);
      },
    );
    expect(tried).toBeGreaterThan(6);
    expect([...states].filter((state) => state !== imagesOf('1.1.0'))).toEqual([imagesOf('1.0.0')]);
  });
});

it('a file keeps its text where the new one cannot be written, and its rights where it can', () => {
  const file = join(folder.path, 'kept.sh');
  writeFileSync(file, 'old', { mode: 0o750 });
  const failed = failAt(0, 'before', () => replaceFile(file, 'new'));
  expect(failed?.error).toBeDefined();
  expect(readFileSync(file, 'utf8')).toBe('old');
  replaceFile(file, 'new');
  expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual(['new', 0o750]);
  expect(readdirSync(folder.path).filter((name) => name.endsWith('.draft'))).toEqual([]);
});

it('a file that is new is there whole or not at all', () => {
  const file = join(folder.path, 'new.svg');
  expect(failAt(0, 'after', () => writeWhole(file, 'half'))?.error).toBeDefined();
  expect(existsSync(file)).toBe(false);
  writeWhole(file, 'whole');
  expect(failAt(0, 'after', () => writeWhole(file, 'half'))?.error).toBeDefined();
  expect(readFileSync(file, 'utf8')).toBe('whole');
});
