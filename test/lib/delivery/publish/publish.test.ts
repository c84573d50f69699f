import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { deliver } from '../../../../lib/delivery';
import { PublishRefused, PublishUsage } from '../../../../lib/delivery/publish';
import { readTree, temporaryFolder } from '../sample';
import {
  bootstrapCheckout,
  emptyRepository,
  git,
  type PublishOneOptions,
  platform,
  publish,
  put,
  synthesise,
} from './checkout';

const folder = temporaryFolder();
const output = () => join(folder.path, 'dist');
const fleet = () => join(folder.path, 'fleet');
const target = (path = '') => join(fleet(), 'clusters/develop/platform', path);
const run = (options: Partial<PublishOneOptions> = {}) =>
  publish({ output: output(), to: fleet(), ...options });

beforeEach(() => {
  synthesise(output(), 'one');
  bootstrapCheckout(fleet());
});

/** A refusal must leave everything, git's own folder included, byte for byte as it was. */
function expectRefusal(
  options: Partial<PublishOneOptions>,
  ...messages: (string | RegExp)[]
): PublishRefused {
  const before = readTree(fleet());
  let error: unknown;
  try {
    run(options);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(PublishRefused);
  for (const message of messages) expect((error as Error).message).toMatch(message);
  expect(readTree(fleet())).toEqual(before);
  return error as PublishRefused;
}

describe('publish', () => {
  test('brings the tree into a bootstrap checkout, beside flux-system', () => {
    const done = run();
    expect(done).toMatchObject({
      environment: 'develop',
      target: 'clusters/develop/platform',
      deleted: [],
      recovered: false,
      notes: [],
    });
    expect(Object.keys(readTree(target()))).toEqual([
      '.otelflux.json',
      'flux/kustomization.observability.yaml',
      'flux/kustomization.services.yaml',
      'flux/kustomization.yaml',
      'kustomization.yaml',
      'observability/configmap.collector.yaml',
      'observability/kustomization.yaml',
      'review/collector.effective.yaml',
      'services/bank/configmap.bank.yaml',
      'services/bank/kustomization.yaml',
      'services/configmap.ingress.yaml',
      'services/kustomization.yaml',
      'services/user/configmap.user.yaml',
      'services/user/kustomization.yaml',
    ]);
    expect(parse(readFileSync(target('kustomization.yaml'), 'utf8')).resources).toEqual(['flux']);
    expect(existsSync(join(fleet(), 'clusters/develop/kustomization.yaml'))).toBe(false);
    expect(
      git(
        fleet(),
        'status',
        '--porcelain',
        '--untracked-files=all',
        '--',
        'clusters/develop/flux-system',
        'README.md',
      ),
    ).toBe('');
    expect(existsSync(join(fleet(), '.git/otelflux'))).toBe(false);
  });

  test('points the Flux Kustomizations at the target and keeps every other byte', () => {
    run({ path: 'teams/a/platform', allowConflicts: true });
    const written = readFileSync(join(fleet(), 'teams/a/platform/flux/kustomization.services.yaml'), 'utf8');
    const source = readFileSync(join(output(), 'develop/flux/kustomization.services.yaml'), 'utf8');
    expect(written).toBe(source.replace('./dist/develop/services', './teams/a/platform/services'));
    expect(written).toContain('interval: 1h # kept');
  });

  test('leaves a Flux Kustomization that leads elsewhere, and says so', () => {
    const file = join(output(), 'develop/flux/kustomization.observability.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('./dist/develop/observability', './other/apps'));
    expect(run().notes).toEqual([
      'flux/kustomization.observability.yaml (spec.path ./other/apps) leads out of the tree, and stays as it is',
    ]);
    expect(readFileSync(target('flux/kustomization.observability.yaml'), 'utf8')).toContain(
      'path: ./other/apps',
    );
  });

  test('leaves out the files for people on demand', () => {
    run({ review: false });
    expect(existsSync(target('review'))).toBe(false);
  });

  test('deletes what it owned and the tree no longer holds, and nothing else', () => {
    run({ commit: true });
    put(fleet(), {
      'clusters/develop/platform/services/user/NOTES.md': 'mine\n',
      'clusters/develop/platform/hand.yaml': 'a: 1\n',
    });
    git(fleet(), 'add', '-A');
    git(fleet(), 'commit', '-q', '-m', 'by hand');
    synthesise(output(), 'one', ['payment']);
    const done = run();
    expect(done.deleted).toEqual([
      'services/bank/configmap.bank.yaml',
      'services/bank/kustomization.yaml',
      'services/user/configmap.user.yaml',
      'services/user/kustomization.yaml',
    ]);
    expect(existsSync(target('services/bank'))).toBe(false);
    expect(readdirSync(target('services/user'))).toEqual(['NOTES.md']);
    expect(existsSync(target('hand.yaml'))).toBe(true);
  });

  test('does nothing when nothing changed', () => {
    run();
    const before = statSync(target('kustomization.yaml'));
    expect(run()).toMatchObject({ written: [], deleted: [] });
    expect(statSync(target('kustomization.yaml')).mtimeMs).toBe(before.mtimeMs);
  });

  test('takes its own uncommitted files for no hindrance', () => {
    run();
    synthesise(output(), 'two', ['bank']);
    expect(run().written).toContain('services/bank/configmap.bank.yaml');
    synthesise(output(), 'three', ['user']);
    expect(run().deleted).toContain('services/bank/configmap.bank.yaml');
  });

  test('a rehearsal writes nothing and says what would be done', () => {
    const before = readTree(fleet());
    const done = run({ dryRun: true, commit: true });
    expect(done.written).toHaveLength(14);
    expect(done.commit).toBeUndefined();
    expect(done.diff.environments[0]?.objects).toHaveLength(6);
    expect(readTree(fleet())).toEqual(before);
  });

  test('says when a kustomization.yaml above does not list the target', () => {
    put(fleet(), {
      'clusters/develop/kustomization.yaml': 'kind: Kustomization\nresources: [flux-system]\n',
    });
    expect(run({ allowConflicts: true }).notes).toEqual([
      expect.stringContaining('clusters/develop/kustomization.yaml does not list platform'),
      expect.stringContaining('no Flux Kustomization of the checkout leads to clusters/develop/platform'),
    ]);
    put(fleet(), {
      'clusters/develop/kustomization.yaml': 'kind: Kustomization\nresources: [flux-system, ./platform]\n',
    });
    expect(run().notes).toEqual([]);
  });

  test('works in a linked work tree and with the variables of a hook of another repository', () => {
    git(fleet(), 'worktree', 'add', '-q', '-b', 'update', join(folder.path, 'linked'));
    process.env.GIT_DIR = join(folder.path, 'elsewhere/.git');
    process.env.GIT_INDEX_FILE = join(folder.path, 'elsewhere/index');
    try {
      expect(run({ to: join(folder.path, 'linked'), commit: true }).commit?.branch).toBe('update');
    } finally {
      delete process.env.GIT_DIR;
      delete process.env.GIT_INDEX_FILE;
    }
    expect(git(join(folder.path, 'linked'), 'status', '--porcelain')).toBe('');
    expect(git(fleet(), 'status', '--porcelain')).toBe('');
  });
});

describe('publish refuses', () => {
  test('a folder that no Flux Kustomization of the checkout leads to', () => {
    expectRefusal(
      { path: 'teams/a/platform' },
      /^no Flux Kustomization of the checkout leads to teams\/a\/platform: publish to a folder below one that Flux applies/,
      /publish nevertheless with --allow-conflicts$/,
    );
  });

  test('an object that the checkout applies already, by itself or from another folder', () => {
    put(fleet(), {
      'clusters/develop/mine.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: bank, namespace: develop}\n',
      'clusters/develop/apps.yaml':
        'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: apps, namespace: flux-system}\nspec: {path: ./apps, prune: true, interval: 1h, sourceRef: {kind: GitRepository, name: flux-system}}\n',
      'apps/kustomization.yaml': 'namespace: observability\nresources: [map.yaml]\n',
      'apps/map.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: collector}\n',
    });
    git(fleet(), 'add', '-A');
    git(fleet(), 'commit', '-q', '-m', 'theirs');
    expectRefusal(
      {},
      'ConfigMap develop/bank of services/bank/configmap.bank.yaml is applied by flux-system/flux-system already, from clusters/develop/mine.yaml: take one of them out',
      'ConfigMap observability/collector of observability/configmap.collector.yaml is applied by flux-system/apps already, from apps/map.yaml: take one of them out',
    );
    const { notes } = run({ allowConflicts: true });
    expect(notes.filter((note) => note.includes('already'))).toHaveLength(2);
  });

  test('a source that the checkout does not have', () => {
    const file = join(output(), 'develop/flux/kustomization.services.yaml');
    writeFileSync(
      file,
      readFileSync(file, 'utf8')
        .replace('name: flux-system\n', 'name: platform\n')
        .replace(
          /sourceRef:\n(\s+)kind: GitRepository\n\s+name: flux-system/,
          'sourceRef:\n$1kind: GitRepository\n$1name: platform',
        ),
    );
    expectRefusal(
      {},
      'the source flux-system/platform of Kustomization flux-system/services is not in the checkout: name one that is, such as flux-system/flux-system',
    );
  });

  test('an owned file that was edited by hand, and shows the edit', () => {
    run({ commit: true });
    const file = target('observability/configmap.collector.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('mark: one', 'mark: hand'));
    git(fleet(), 'commit', '-q', '-a', '-m', 'by hand');
    synthesise(output(), 'two');
    const refusal = expectRefusal(
      {},
      'edited by hand since publish wrote it: observability/configmap.collector.yaml',
    );
    expect(refusal.edits).toContain('-  mark: one\n+  mark: hand\n');
    expect(refusal.edits).toContain('as publish wrote it');
    expect(run({ force: true }).written).toContain('observability/configmap.collector.yaml');
    expect(readFileSync(file, 'utf8')).toContain('mark: two');
  });

  test('an owned file that was deleted by hand', () => {
    run({ commit: true });
    rmSync(target('services/bank/configmap.bank.yaml'));
    expectRefusal({}, 'edited by hand since publish wrote it: services/bank/configmap.bank.yaml');
    expect(run({ force: true }).written).toEqual(['services/bank/configmap.bank.yaml']);
  });

  test('uncommitted changes of others in the target, tracked, staged or new', () => {
    run({ commit: true });
    put(target(), { 'notes/hand.md': 'mine\n' });
    expectRefusal({}, /uncommitted changes in clusters\/develop\/platform: notes\/hand\.md/);
    expectRefusal({ force: true }, /uncommitted changes/);
    git(fleet(), 'add', '-A');
    expectRefusal({}, /uncommitted changes/);
    git(fleet(), 'commit', '-q', '-m', 'by hand');
    expect(run().written).toEqual([]);
  });

  test('does not mind changes elsewhere in the checkout', () => {
    put(fleet(), { 'README.md': 'changed\n', 'clusters/develop/flux-system/gotk-sync.yaml': 'a: 1\n' });
    expect(run().written).toHaveLength(14);
  });

  test('a file in its way that it does not own, even by force', () => {
    put(target(), { 'services/kustomization.yaml': 'resources: []\n' });
    git(fleet(), 'add', '-A');
    git(fleet(), 'commit', '-q', '-m', 'by hand');
    expectRefusal({ force: true }, 'not written by publish, but in its way: services/kustomization.yaml');
  });

  test('the folder of flux bootstrap itself', () => {
    expectRefusal({ path: 'clusters/develop' }, 'clusters/develop holds flux-system/');
  });

  test.each(['kustomization.yaml', 'kustomization.yml', 'Kustomization'])(
    'a target with a %s of others',
    (name) => {
      put(target(), { [name]: 'resources: []\n' });
      git(fleet(), 'add', '-A');
      git(fleet(), 'commit', '-q', '-m', 'by hand');
      expectRefusal({}, `${name} was not written by publish`);
    },
  );

  test('the target of another environment', () => {
    run({ commit: true });
    deliver({ environments: [platform('production', 'one')] }, { output: output() });
    expectRefusal(
      { path: 'clusters/develop/platform' },
      'holds the environment develop: publish production to another folder',
    );
  });

  test('a manifest that cannot be read', () => {
    run({ commit: true });
    put(target(), { '.otelflux.json': '<<<<<<< HEAD\n{}\n' });
    expectRefusal({}, '.otelflux.json cannot be read');
  });

  test.each<[string, () => void, string | RegExp]>([
    [
      'on the way to the target',
      () => symlinkSync('elsewhere', join(fleet(), 'clusters/develop/platform')),
      'clusters/develop/platform is a symbolic link',
    ],
    [
      'in the place of a folder of the tree',
      () => {
        mkdirSync(target(), { recursive: true });
        symlinkSync('..', target('services'));
      },
      'platform/services is a symbolic link',
    ],
    [
      'in the place of a file of the tree',
      () => {
        mkdirSync(target('flux'), { recursive: true });
        symlinkSync('/etc/hostname', target('flux/kustomization.yaml'));
      },
      'platform/flux/kustomization.yaml is a symbolic link',
    ],
  ])('a symbolic link %s', (_, make, message) => {
    make();
    const before = readdirSync(join(fleet(), 'clusters/develop'));
    expect(() => run()).toThrow(message);
    expect(readdirSync(join(fleet(), 'clusters/develop'))).toEqual(before);
  });

  test('a target inside a repository of its own', () => {
    mkdirSync(join(fleet(), 'clusters/develop/.git'), { recursive: true });
    expect(() => run()).toThrow('clusters/develop is a repository of its own');
  });

  test('files that git ignores, which would never reach Flux', () => {
    put(fleet(), { '.gitignore': '*.json\n' });
    expectRefusal({}, 'git ignores clusters/develop/platform/.otelflux.json');
  });

  test('a source with symbolic links or without kustomization.yaml', () => {
    symlinkSync('/etc/hostname', join(output(), 'develop/flux/link.yaml'));
    expectRefusal({}, 'link.yaml is not a plain file');
    rmSync(join(output(), 'develop/flux/link.yaml'));
    rmSync(join(output(), 'develop/kustomization.yaml'));
    expectRefusal({}, 'has no kustomization.yaml');
  });

  test.each([
    ['../outside', /give a folder inside the checkout/],
    ['/tmp/x', /give a folder inside the checkout/],
    ['a/../../b', /give a folder inside the checkout/],
    ['a\\b', /give a folder inside the checkout/],
    ['.', /give a folder inside the checkout/],
    ['', /give a folder inside the checkout/],
    ['.git/hooks', /git keeps its own files there/],
    ['clusters/develop/flux-system', /belongs to flux bootstrap/],
  ])('the path %j', (path, message) => {
    expect(() => run({ path })).toThrow(PublishUsage);
    expect(() => run({ path })).toThrow(message);
  });

  test('a checkout that is none, missing or not its root', () => {
    expect(() => run({ to: join(folder.path, 'nowhere') })).toThrow('there is no such folder');
    expect(() => run({ to: output() })).toThrow('not the checkout of a git repository');
    expect(() => run({ to: join(fleet(), 'clusters') })).toThrow('lies inside the checkout');
  });

  test('an unknown environment, and a choice not made', () => {
    expect(() => run({ environment: 'staging' })).toThrow('holds develop');
    deliver(
      { environments: [platform('develop', 'one'), platform('production', 'one')] },
      { output: output() },
    );
    expect(() => run()).toThrow('holds develop, production: say which one with --environment');
    expect(() => run({ output: join(folder.path, 'none') })).toThrow('run npx cdk8s synth first');
  });
});

describe('publish --commit', () => {
  test('makes one commit of the owned files, with the difference as its message', () => {
    put(fleet(), { 'README.md': 'unrelated, not staged\n', 'staged.md': 'unrelated, staged\n' });
    git(fleet(), 'add', 'staged.md');
    const { commit } = run({ commit: true });
    expect(commit).toEqual({ id: git(fleet(), 'rev-parse', 'main'), branch: 'main' });
    expect(git(fleet(), 'show', '--format=', '--name-only', 'HEAD').split('\n')).toHaveLength(14);
    const message = git(fleet(), 'log', '-1', '--format=%B');
    expect(message).toContain('Publish develop: 6 objects added\n\ndevelop: 6 objects added');
    expect(git(fleet(), 'status', '--porcelain')).toBe(' M README.md\nA  staged.md');
  });

  test('commits what an earlier run wrote without committing', () => {
    run();
    expect(run({ commit: true }).commit).toBeDefined();
    expect(git(fleet(), 'status', '--porcelain')).toBe('');
    expect(run({ commit: true }).commit).toBeUndefined();
    expect(git(fleet(), 'log', '--format=%s').split('\n')).toHaveLength(2);
  });

  test('takes deleted files out of the branch', () => {
    run({ commit: true });
    synthesise(output(), 'two', ['bank']);
    run();
    synthesise(output(), 'three', ['bank']);
    run({ commit: true });
    expect(git(fleet(), 'ls-tree', '-r', '--name-only', 'HEAD')).not.toContain('services/user');
    expect(git(fleet(), 'status', '--porcelain')).toBe('');
  });

  test('a file may become a folder', () => {
    run({ commit: true });
    deliver(
      {
        environments: [
          {
            ...platform('develop', 'one'),
            files: [{ path: 'review/collector.effective.yaml/part.txt', text: 'x' }],
          },
        ],
      },
      { output: output() },
    );
    expect(run({ commit: true }).deleted).toEqual(['review/collector.effective.yaml']);
    expect(readFileSync(target('review/collector.effective.yaml/part.txt'), 'utf8')).toBe('x');
    expect(git(fleet(), 'status', '--porcelain')).toBe('');
  });

  test('runs no hook', () => {
    const hooks = join(folder.path, 'hooks');
    mkdirSync(hooks);
    for (const name of ['pre-commit', 'commit-msg', 'post-commit']) {
      writeFileSync(join(hooks, name), `#!/bin/sh\ntouch ${join(folder.path, 'ran')}\nexit 1\n`, {
        mode: 0o755,
      });
    }
    git(fleet(), 'config', 'core.hooksPath', hooks);
    expect(run({ commit: true }).commit).toBeDefined();
    expect(existsSync(join(folder.path, 'ran'))).toBe(false);
  });

  test('refuses a detached HEAD and an unfinished merge, before it writes', () => {
    git(fleet(), 'checkout', '-q', '--detach');
    expectRefusal({ commit: true }, 'HEAD is detached');
    git(fleet(), 'checkout', '-q', 'main');
    writeFileSync(join(fleet(), '.git/MERGE_HEAD'), `${git(fleet(), 'rev-parse', 'HEAD')}\n`);
    expectRefusal({ commit: true }, 'a merge is unfinished');
  });

  test('begins a branch that has no commit yet', () => {
    const fresh = join(folder.path, 'fresh');
    mkdirSync(fresh);
    emptyRepository(fresh, 'trunk');
    expect(run({ to: fresh, commit: true }).commit?.branch).toBe('trunk');
    expect(git(fresh, 'status', '--porcelain')).toBe('');
  });
});
