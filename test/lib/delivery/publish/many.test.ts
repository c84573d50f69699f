import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Choice,
  type PublishManyOptions,
  PublishRefused,
  PublishUsage,
  publishMany,
} from '../../../../lib/delivery/publish';
import { buryLocks, dieAt, failAt } from '../death';
import { readTree, temporaryFolder } from '../sample';
import { emptyRepository, git, publish, put, synthesiseFleet } from './checkout';

const folder = temporaryFolder();
const output = () => join(folder.path, 'dist');
const fleet = () => join(folder.path, 'fleet');
const run = (choice: Choice, options: Partial<PublishManyOptions> = {}) =>
  publishMany({ output: output(), to: fleet(), choice, ...options });
const published = () =>
  git(fleet(), 'ls-tree', '-r', '--name-only', 'HEAD')
    .split('\n')
    .filter((path) => path.endsWith('/platform/kustomization.yaml'))
    .map((path) => path.split('/')[1]);
const marksAt = (revision: string) =>
  Object.fromEntries(
    ['eu-1', 'eu-2', 'us-1'].map((name) => [
      name,
      /mark: (\S+)/.exec(
        git(fleet(), 'show', `${revision}:clusters/${name}/platform/observability/configmap.collector.yaml`),
      )?.[1],
    ]),
  );

function emptyCheckout(): void {
  put(fleet(), { 'README.md': 'fleet\n' });
  emptyRepository(fleet());
  git(fleet(), 'add', '-A');
  git(fleet(), 'commit', '-q', '-m', 'first');
}

beforeEach(() => {
  emptyCheckout();
  synthesiseFleet(output(), 'one');
});

describe('publish of many environments', () => {
  test.each<[string, Choice, string[]]>([
    ['all', { all: true }, ['eu-1', 'eu-2', 'us-1']],
    ['a wave', { wave: 'canary' }, ['eu-1']],
    ['a region', { select: 'region=eu' }, ['eu-1', 'eu-2']],
    ['a region without a wave', { select: 'region=eu,wave!=canary' }, ['eu-2']],
    ['a set', { select: 'region in (us, ap), wave' }, ['us-1']],
    ['what is not in a set', { select: 'region notin (us)' }, ['eu-1', 'eu-2']],
    ['a cluster', { select: 'cluster=us-1' }, ['us-1']],
    ['names', { environments: ['us-1', 'eu-1'] }, ['eu-1', 'us-1']],
  ])('takes %s, in one commit', (_, choice, expected) => {
    const done = run(choice, { commit: true });
    expect(done.environments.map(({ environment }) => environment).sort()).toEqual(expected);
    expect(published()).toEqual(expected);
    expect(git(fleet(), 'rev-list', '--count', 'HEAD')).toBe('2');
    expect(git(fleet(), 'rev-parse', 'HEAD')).toBe(done.commit?.id);
    expect(git(fleet(), 'status', '--porcelain')).toBe('');
  });

  test.each<[Choice, string]>([
    [{ wave: 'canry' }, '--wave canry: no environment of'],
    [{ wave: 'canry' }, 'write canary'],
    [{ select: 'zone=a' }, 'has the label zone; there are cluster, region, wave'],
    [{ select: 'region=ap' }, 'chooses none of 3 environments'],
    [{ select: 'region=eu,,' }, '"" is not a condition: write region=eu'],
    [{ select: 'region>eu' }, '"region>eu" is not a condition'],
    [{ environments: ['eu-3'] }, '--environment eu-3: '],
    [{ only: true }, 'say which one with --environment, or --all, --wave or --select'],
  ])('refuses %j', (choice, message) => {
    expect(() => run(choice)).toThrow(PublishUsage);
    expect(() => run(choice)).toThrow(message);
    expect(existsSync(join(fleet(), 'clusters'))).toBe(false);
  });

  test('says that no environment has a wave', () => {
    rmSync(output(), { recursive: true });
    put(output(), { 'plain/kustomization.yaml': 'resources: [flux]\n' });
    expect(() => run({ wave: 'canary' })).toThrow("write cluster: { wave: 'canary' } in the facts of those");
  });

  test('promotes a wave: the others stay as they are', () => {
    run({ all: true }, { commit: true });
    synthesiseFleet(output(), 'two');
    run({ wave: 'canary' }, { commit: true });
    expect(marksAt('HEAD')).toEqual({ 'eu-1': 'two', 'eu-2': 'one', 'us-1': 'one' });
    run({ wave: 'all' }, { commit: true });
    expect(marksAt('HEAD')).toEqual({ 'eu-1': 'two', 'eu-2': 'two', 'us-1': 'two' });
    expect(git(fleet(), 'log', '-1', '--format=%s')).toBe('Publish 2 environments: 8 objects changed');
    expect(git(fleet(), 'log', '-1', '--format=%b')).toContain(
      'the same change in 2 clusters: 4 objects changed\n  eu-2, us-1',
    );
  });

  test('goes to a folder made of what is known of each cluster', () => {
    run({ all: true }, { path: 'regions/{region}/{environment}', commit: true });
    expect(Object.keys(readTree(join(fleet(), 'regions')))).toContain('us/us-1/kustomization.yaml');
    expect(readFileSync(join(fleet(), 'regions/eu/eu-2/flux/kustomization.services.yaml'), 'utf8')).toContain(
      'path: ./regions/eu/eu-2/services',
    );
  });

  test.each([
    ['clusters/all', 'two environments would share clusters/all'],
    ['clusters/{region}', 'two environments would share clusters/eu'],
    ['clusters/{zone}', 'eu-1 has nothing to write for {zone}; it has cluster, environment, region, wave'],
  ])('refuses --path %s', (path, message) => {
    expect(() => run({ all: true }, { path })).toThrow(message);
  });

  test('publishes none where one is refused, and says which', () => {
    run({ all: true }, { commit: true });
    const file = join(fleet(), 'clusters/eu-2/platform/services/bank/configmap.bank.yaml');
    writeFileSync(file, 'mine: true\n');
    synthesiseFleet(output(), 'two');
    const before = readTree(fleet());
    expect(() => run({ all: true }, { commit: true })).toThrow(
      /^eu-2: edited by hand since publish wrote it: services\/bank\/configmap\.bank\.yaml/,
    );
    expect(readTree(fleet())).toEqual(before);
  });

  test('with keepGoing publishes the others, and leaves the refused one as it was', () => {
    run({ all: true }, { commit: true });
    const file = join(fleet(), 'clusters/eu-2/platform/services/bank/configmap.bank.yaml');
    writeFileSync(file, 'mine: true\n');
    synthesiseFleet(output(), 'two');
    const done = run({ all: true }, { commit: true, keepGoing: true });
    expect(done.environments.map(({ environment }) => environment)).toEqual(['eu-1', 'us-1']);
    expect(done.refused).toMatchObject([{ environment: 'eu-2' }]);
    expect(done.refused[0]?.edits).toContain('+mine: true');
    expect(marksAt('HEAD')).toEqual({ 'eu-1': 'two', 'eu-2': 'one', 'us-1': 'two' });
    expect(readFileSync(file, 'utf8')).toBe('mine: true\n');
  });

  test('with keepGoing and nothing left to publish refuses', () => {
    run({ wave: 'canary' }, { commit: true });
    writeFileSync(join(fleet(), 'clusters/eu-1/platform/kustomization.yaml'), 'mine: true\n');
    expect(() => run({ wave: 'canary' }, { keepGoing: true })).toThrow(PublishRefused);
  });

  test('one whose folder nothing leads to does not hold back the others', () => {
    put(fleet(), {
      'clusters/eu-1/flux-system/sync.yaml':
        'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: flux-system, namespace: flux-system}\nspec: {interval: 10m, path: ./clusters/eu-1, prune: true, sourceRef: {kind: GitRepository, name: flux-system}}\n',
    });
    git(fleet(), 'add', '-A');
    git(fleet(), 'commit', '-qm', 'bootstrap eu-1');
    const done = run({ all: true }, { commit: true, keepGoing: true });
    expect(done.environments.map(({ environment }) => environment)).toEqual(['eu-1']);
    expect(done.refused.map(({ environment, problems }) => [environment, problems[0]])).toEqual([
      ['eu-2', expect.stringContaining('leads to clusters/eu-2/platform')],
      ['us-1', expect.stringContaining('leads to clusters/us-1/platform')],
    ]);
  });
});

describe('publish of many environments, killed or failing at a moment', () => {
  /** Each moment costs some dozen git commands: OTELFLUX_EVERY_MOMENT=1 tries all. */
  const stride = process.env.OTELFLUX_EVERY_MOMENT === '1' ? 1 : 61;

  function prepared(): { readonly next: string; readonly expected: string } {
    run({ all: true }, { commit: true });
    const next = join(folder.path, 'next');
    synthesiseFleet(next, 'two', ['bank', 'payment']);
    const done = join(folder.path, 'done');
    cpSync(fleet(), done, { recursive: true });
    publishMany({ output: next, to: done, choice: { all: true }, commit: true });
    return { next, expected: git(done, 'rev-parse', 'HEAD^{tree}') };
  }

  function copyOf(seed: string): string {
    const copy = join(folder.path, 'copy');
    rmSync(copy, { recursive: true, force: true });
    cpSync(seed, copy, { recursive: true });
    return copy;
  }

  test('all clusters change, or none', () => {
    const { next, expected } = prepared();
    const first = git(fleet(), 'rev-parse', 'HEAD^{tree}');
    let deaths = 0;
    for (let moment = 1; ; moment += stride) {
      const copy = copyOf(fleet());
      const options = { output: next, to: copy, choice: { all: true }, commit: true } as const;
      const died = dieAt(moment, () => publishMany(options));
      if (!died) break;
      deaths++;
      buryLocks(join(copy, '.git/otelflux'));
      expect([first, expected]).toContain(git(copy, 'rev-parse', 'HEAD^{tree}'));
      publishMany(options);
      expect(git(copy, 'rev-parse', 'HEAD^{tree}')).toBe(expected);
      expect(git(copy, 'status', '--porcelain')).toBe('');
      expect(existsSync(join(copy, '.git/otelflux'))).toBe(false);
    }
    expect(deaths).toBeGreaterThan(1);
  });

  test('a run for one cluster completes that for all', () => {
    const { next, expected } = prepared();
    const copy = copyOf(fleet());
    let moment = 1;
    while (!existsSync(join(copy, '.git/otelflux/journal.json'))) {
      expect(
        dieAt(moment, () =>
          publishMany({ output: next, to: copyOf(fleet()), choice: { all: true }, commit: true }),
        ),
      ).toBe(true);
      moment += stride;
    }
    buryLocks(join(copy, '.git/otelflux'));
    const done = publish({ output: next, to: copy, environment: 'us-1', commit: true });
    expect(done.recovered).toBe(true);
    publishMany({ output: next, to: copy, choice: { all: true }, commit: true });
    expect(git(copy, 'rev-parse', 'HEAD^{tree}')).toBe(expected);
  });

  test('a change to the disk or a git command that fails once', () => {
    const { next, expected } = prepared();
    let failures = 0;
    for (let moment = 4; ; moment += stride) {
      const copy = copyOf(fleet());
      const options = { output: next, to: copy, choice: { all: true }, commit: true, patience: 100 } as const;
      if (failAt(moment, 'before', () => publishMany(options)) === undefined) break;
      failures++;
      buryLocks(join(copy, '.git/otelflux'));
      publishMany(options);
      expect(git(copy, 'rev-parse', 'HEAD^{tree}')).toBe(expected);
      expect(git(copy, 'status', '--porcelain')).toBe('');
    }
    expect(failures).toBeGreaterThan(1);
  });
});
