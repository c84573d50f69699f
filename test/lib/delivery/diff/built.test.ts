import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  compareTrees,
  formatText,
  matchEnvironments,
  openFolder,
  openRevision,
  type TreeFiles,
  treeFile,
} from '../../../../lib/delivery/diff';
import { fleet } from '../../platform/subjects/fleet';
import { emptyRepository, git } from '../publish/checkout';
import { temporaryFolder } from '../sample';
import { at, environments, parts } from './base';

const folder = temporaryFolder();

type Files = Record<string, string>;

const treeOf = (files: Files): TreeFiles =>
  new Map(Object.entries(files).map(([path, text]) => [path, treeFile(Buffer.from(text))]));

/** What is told of a change of the repository. */
function difference(after: Files, before: Files = fleet()) {
  return compareTrees(new Map([['fleet', treeOf(before)]]), new Map([['fleet', treeOf(after)]]));
}

/** The repository with words of one file replaced. */
function edited(path: string, word: string, by: string, files: Files = fleet()): Files {
  const text = files[path] ?? '';
  expect(text).toContain(word);
  return { ...files, [path]: text.replace(word, by) };
}

/** The repository with files under other paths, or without them. */
function moved(to: (path: string) => string | undefined, files: Files = fleet()): Files {
  return Object.fromEntries(
    Object.entries(files).flatMap(([path, text]) => {
      const target = to(path);
      return target === undefined ? [] : [[target, text]];
    }),
  );
}

const fieldsOf = (files: Files) =>
  difference(files).environments.flatMap(({ objects }) =>
    objects.flatMap(({ kind, namespace, name, file, fields }) =>
      fields.map(({ path, before, after }) => [`${kind} ${namespace}/${name}`, file, path, before, after]),
    ),
  );

const overlay = 'apps/production/kustomization.yaml';
const release = 'HelmRelease production/otel';
const base = 'apps/base/release.yaml';

describe('a change is told of the objects that Flux makes of it', () => {
  test.each([
    [
      'a patch',
      edited(overlay, '0.130.0', '0.131.0'),
      [release, base, 'spec.chart.spec.version', '0.130.0', '0.131.0'],
    ],
    [
      'a component',
      edited('apps/limited/kustomization.yaml', 'limits: {memory:', 'requests: {memory:'),
      [release, base, 'spec.values.resources.limits', { memory: '2Gi' }, undefined],
    ],
    [
      'a generator',
      edited(overlay, 'level=info', 'level=debug'),
      ['ConfigMap production/settings', overlay, 'data.level', 'info', 'debug'],
    ],
    [
      'a substitution',
      edited('cluster/production.yaml', 'replicas: "3"', 'replicas: "4"'),
      [release, base, 'spec.values.replicaCount', 3, 4],
    ],
  ])('by %s alone', (_, files, told) => {
    expect(fieldsOf(files)).toContainEqual(told);
    expect(new Set(fieldsOf(files).map(([title]) => title)).size).toBeLessThanOrEqual(2);
  });

  test('by a base, once for each overlay', () => {
    expect(fieldsOf(edited(base, 'interval: 10m', 'interval: 20m')).map(([title]) => title)).toEqual([
      'HelmRelease production/otel',
      'HelmRelease staging/otel',
    ]);
  });

  test('and names what runs differently, with the values after patches', () => {
    const text = formatText(difference(edited(overlay, '0.130.0', '0.131.0')));
    expect(text).toContain('chart 0.130.0 → 0.131.0');
    expect(text).toContain('fleet: 1 object changed');
  });

  test('of files that nothing applies as they are written', () => {
    expect(fieldsOf(edited('examples/release.yaml', '0.150.0', '0.151.0'))).toEqual([
      [
        'HelmRelease examples/example',
        'examples/release.yaml',
        'spec.chart.spec.version',
        '0.150.0',
        '0.151.0',
      ],
    ]);
  });

  test('a generated name with a new hash is a change of the object, and no deletion', () => {
    const hashed = edited(overlay, '\n    options: {disableNameSuffixHash: true}', '');
    const { environments } = difference(edited(overlay, 'level=info', 'level=debug', hashed), hashed);
    expect(environments).toMatchObject([
      { deletions: [], objects: [{ change: 'changed', kind: 'ConfigMap' }] },
    ]);
  });
});

describe('nothing is told where the same is built', () => {
  const text = fleet()[overlay] ?? '';
  const [head = '', patch = ''] = text.split('    patch: |\n');
  const [operations = '', rest = ''] = patch.split('configMapGenerator:');
  test.each([
    [
      'files of a base under another name',
      moved(
        (path) => path.replace('base/release', 'base/collector'),
        edited('apps/base/kustomization.yaml', 'release.yaml', 'collector.yaml'),
      ),
    ],
    [
      'a base in another folder',
      moved(
        (path) => path.replace('apps/base/', 'bases/otel/'),
        edited(
          'apps/staging/kustomization.yaml',
          '../base',
          '../../bases/otel',
          edited(overlay, '../base', '../../bases/otel'),
        ),
      ),
    ],
    [
      'an overlay in another folder',
      moved(
        (path) => path.replace('apps/staging/', 'apps/test/'),
        edited('cluster/staging.yaml', './apps/staging', './apps/test'),
      ),
    ],
    [
      'a patch in a file of its own',
      {
        ...fleet(),
        [overlay]: `${head}    path: patch.yaml\nconfigMapGenerator:${rest}`,
        'apps/production/patch.yaml': operations.replace(/^ {6}/gm, ''),
      },
    ],
    [
      'a variable that stands for what was written',
      edited(
        overlay,
        '0.130.0',
        '"${version}"',
        edited('cluster/production.yaml', 'limit: 2Gi', 'limit: 2Gi, version: 0.130.0'),
      ),
    ],
  ])('%s', (_, files) => {
    const { environments, problems } = difference(files);
    const others = environments.flatMap(({ objects, deletions, warnings }) => [
      ...objects.filter(({ kind }) => kind !== 'Kustomization').map(({ name, fields }) => [name, fields]),
      ...deletions,
      ...warnings,
    ]);
    expect([others, problems]).toEqual([[], []]);
  });
});

test('an overlay that nothing applies any more is removed, and its base did not come in its place', () => {
  const staging = moved((path) => (/staging/.test(path) ? undefined : path));
  const titles = difference(staging).environments.flatMap(({ objects, deletions }) => [
    ...objects.map(({ change, kind, namespace, name }) => `${change} ${kind} ${namespace}/${name}`),
    ...deletions.map(({ object, outcome, reason }) => `${object}: ${outcome}, ${reason}`),
  ]);
  expect(titles).toEqual([
    'removed HelmRelease staging/otel',
    'removed Kustomization flux-system/staging',
    'HelmRelease staging/otel: delete, Kustomization flux-system/staging prunes it',
    expect.stringContaining('Kustomization flux-system/staging: unknown, applied from outside this tree'),
  ]);
});

test('what Flux would not build is a problem, with its place', () => {
  const { problems } = difference(edited('apps/staging/kustomization.yaml', '../base', '../bases'));
  expect(problems).toEqual([
    'fleet, after: apps/staging/kustomization.yaml:4: There is no file or folder ../bases, so that Kustomization flux-system/staging is not built.',
  ]);
});

describe('what Flux does not build any more', () => {
  const titles = (after: Files, before: Files = fleet()) =>
    difference(after, before).environments.flatMap(({ objects, deletions }) => [
      ...objects.map(({ change, kind, namespace, name }) => `${change} ${kind} ${namespace}/${name}`),
      ...deletions.map(({ object, outcome, reason }) => `${object}: ${outcome}, ${reason}`),
    ]);

  test.each([
    ['its folder names what is not there', edited('apps/staging/kustomization.yaml', '../base', '../bases')],
    ['a patch of it finds nothing', edited('apps/limited/kustomization.yaml', 'op: add', 'op: test')],
    ['a base of it cannot be read', edited(base, 'mode: deployment', 'mode: [deployment')],
  ])('stays as it is, where %s', (_, files) => {
    expect(difference(files).problems).not.toEqual([]);
    expect(titles(files)).toEqual([]);
  });

  test('stays with all that the Kustomizations among it apply', () => {
    const apps = (fleet()['cluster/staging.yaml'] ?? '')
      .replace('name: staging', 'name: apps')
      .replace('./apps/staging', './cluster');
    const nested = { ...fleet(), 'flux/apps.yaml': apps };
    expect(titles(edited('cluster/production.yaml', 'spec:', 'spec: [', nested), nested)).toEqual([]);
  });

  test('is compared where another applies it now', () => {
    const broken = edited('apps/staging/kustomization.yaml', '../base', '../bases');
    const files = {
      ...edited(base, 'replicaCount: 1', 'replicaCount: 2', broken),
      'cluster/other.yaml': (fleet()['cluster/staging.yaml'] ?? '')
        .replace('name: staging', 'name: other')
        .replace('./apps/', './new/'),
      'new/staging/kustomization.yaml': 'namespace: staging\nresources: [../../apps/base]\n',
    };
    expect(titles(files)).toContain('changed HelmRelease staging/otel');
  });

  test('is compared where it was not built before', () => {
    const missing = edited('apps/staging/kustomization.yaml', '../base', '../bases');
    expect(titles(fleet(), missing)).toEqual(['added HelmRelease staging/otel']);
    const broken = edited('apps/limited/kustomization.yaml', 'op: add', 'op: test');
    expect(titles(edited(overlay, '0.130.0', '0.131.0', broken), broken)).toEqual([
      'changed HelmRelease production/otel',
    ]);
  });

  test('stays as it is where its own file cannot be read', () => {
    const files = { 'release.yaml': fleet()[base] ?? '' };
    const broken = edited('release.yaml', 'mode: deployment', 'mode: [deployment', files);
    expect(titles(broken, files)).toEqual([]);
    expect(difference(broken, files).problems).toEqual([
      expect.stringContaining('fleet, after: release.yaml: this is not YAML'),
    ]);
    expect(titles({}, files)).toContain('removed HelmRelease observability/otel');
  });

  test('may be elsewhere, where its source is another one', () => {
    const elsewhere = edited('cluster/staging.yaml', 'name: flux-system}\n', 'name: other}\n');
    expect(titles(edited('cluster/staging.yaml', './apps/staging', './apps/none', elsewhere))).toEqual([
      'removed HelmRelease staging/otel',
      'changed Kustomization flux-system/staging',
      'HelmRelease staging/otel: unknown, the folder that Kustomization flux-system/staging applies now is not in this tree',
    ]);
  });
});

test('a tree that is built tells what one tells that need not be', () => {
  const changed = parts();
  const [, , deployment] = changed.services.bank ?? [];
  at(deployment, 'spec').replicas = 3;
  const { services: _, ...fewer } = changed;
  // Says nothing, but has the tree built.
  const inert = (files: Map<string, string>) =>
    void files.set('kustomization.yaml', `${files.get('kustomization.yaml')}labels: []\n`);
  for (const after of [changed, fewer]) {
    const diff = compareTrees(environments(parts(), inert), environments(after, inert));
    expect(diff).toEqual(compareTrees(environments(parts()), environments(after)));
    expect(diff.environments).toHaveLength(1);
  }
});

describe('a repository of several clusters', () => {
  const clusters = (files: Files) => ({
    ...files,
    'clusters/a/apps.yaml': (files['cluster/staging.yaml'] ?? '').replace('name: staging', 'name: apps'),
    'clusters/b/apps.yaml': (files['cluster/production.yaml'] ?? '').replace(
      'name: production',
      'name: apps',
    ),
  });
  const several = (files: Files) =>
    moved((path) => (path.startsWith('cluster/') ? undefined : path), clusters(files));

  test('is told cluster by cluster', () => {
    const diff = difference(several(edited(overlay, '0.130.0', '0.131.0')), several(fleet()));
    expect(diff.environments.map(({ environment }) => environment)).toEqual(['clusters/b']);
    const both = difference(several(edited(base, 'interval: 10m', 'interval: 20m')), several(fleet()));
    expect(both.environments.map(({ environment }) => environment)).toEqual(['clusters/a', 'clusters/b']);
  });

  test('is told under the name of the tree, of what is no cluster', () => {
    const overlays = moved((path) => (/^apps\/(?:base|staging)/.test(path) ? path : undefined));
    const { environments } = difference(several(fleet()), overlays);
    expect(environments.map(({ environment }) => environment)).toEqual(['clusters/a', 'clusters/b', 'fleet']);
    expect(environments.at(-1)?.objects).toMatchObject([
      { change: 'added', name: 'example' },
      { change: 'removed', name: 'otel' },
    ]);
  });

  test('is narrowed to the cluster that is chosen', () => {
    const [former, latter] = [several(fleet()), several(edited(base, 'interval: 10m', 'interval: 20m'))].map(
      (files) => new Map([['fleet', treeOf(files)]]),
    );
    const of = (name: string) =>
      compareTrees(former ?? new Map(), latter ?? new Map(), name).environments.map(
        ({ environment }) => environment,
      );
    expect(of('clusters/b')).toEqual(['clusters/b']);
    expect(of('fleet')).toEqual(['clusters/a', 'clusters/b']);
    expect(() => of('clusters/c')).toThrow('--environment clusters/c: there are clusters/a, clusters/b');
  });

  test('is one tree when it is opened, of a folder and of a revision', () => {
    const write = (files: Files) => {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder.path, path)), { recursive: true });
        writeFileSync(join(folder.path, path), text);
      }
    };
    emptyRepository(folder.path);
    write({ 'apps/old.txt': 'x', 'clusters/old.txt': 'x' });
    git(folder.path, 'add', '-A');
    git(folder.path, 'commit', '-q', '-m', 'before Flux');
    write(several(fleet()));
    git(folder.path, 'add', '-A');
    git(folder.path, 'commit', '-q', '-m', 'fleet');
    write(several(edited(base, '0.170.0', '0.169.0')));
    const after = openFolder(folder.path);
    expect(after.size).toBe(1);
    const changed = compareTrees(...matchEnvironments(openRevision('HEAD', folder.path, after), after));
    expect(changed.environments.map(({ environment }) => environment)).toEqual(['clusters/a']);
    const [none, all] = matchEnvironments(openRevision('HEAD~1', folder.path, after), after);
    expect(compareTrees(none, all).environments.flatMap(({ objects }) => objects)).toHaveLength(6);
  });
});
