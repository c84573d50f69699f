import { spawnSync } from 'node:child_process';
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
import { join, resolve } from 'node:path';
import { BrokenJournal, DeliveryRefused, deliver, Locked, recover } from '../../../lib/delivery';
import { takeLock } from '../../../lib/delivery/lock';
import { recordFile } from '../../../lib/delivery/record';
import { swapPlaces } from '../../../lib/delivery/swap';
import { program } from '../../support/programs';
import { configMap, environment, readTree, sampleTree, temporaryFolder } from './sample';

const folder = temporaryFolder();
const output = () => join(folder.path, 'dist');

describe('deliver', () => {
  test('writes one object a file, and a kustomization.yaml for each applied folder', () => {
    expect(deliver(sampleTree(), { output: output() })).toEqual({
      changed: true,
      files: 24,
      recovery: 'nothing',
    });
    const files = readTree(output());
    expect(Object.keys(files).filter((path) => path.startsWith('develop/'))).toEqual([
      'develop/flux/configmap.flux.yaml',
      'develop/flux/kustomization.yaml',
      'develop/kustomization.yaml',
      'develop/review/note.txt',
      'develop/services/configmap.ingress.yaml',
      'develop/services/kustomization.yaml',
      'develop/services/s0/configmap.s0-more.yaml',
      'develop/services/s0/configmap.s0.yaml',
      'develop/services/s0/kustomization.yaml',
      'develop/services/s1/configmap.s1-more.yaml',
      'develop/services/s1/configmap.s1.yaml',
      'develop/services/s1/kustomization.yaml',
    ]);
    expect(files['develop/kustomization.yaml']).toBe(
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - flux\n',
    );
    expect(files['develop/services/s0/kustomization.yaml']).toContain(
      'resources:\n  - configmap.s0-more.yaml\n  - configmap.s0.yaml\n',
    );
    expect(readdirSync(folder.path)).toEqual(['dist']);
  });

  test('replaces the former tree as a whole', () => {
    deliver(sampleTree('a', 3), { output: output() });
    deliver(sampleTree('b', 1), { output: output() });
    const files = readTree(output());
    expect(Object.keys(files).some((path) => path.includes('s2'))).toBe(false);
    expect(files['develop/review/note.txt']).toBe('mark b\n');
    expect(readdirSync(folder.path)).toEqual(['dist']);
  });

  test('does not touch a file when nothing changed', () => {
    deliver(sampleTree(), { output: output() });
    const before = statSync(join(output(), 'develop/kustomization.yaml'));
    expect(deliver(sampleTree(), { output: output() })).toMatchObject({ changed: false });
    const after = statSync(join(output(), 'develop/kustomization.yaml'));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  test.each([
    ['a file too few', () => rmSync(join(output(), 'develop/review/note.txt'))],
    ['other content', () => writeFileSync(join(output(), 'develop/review/note.txt'), 'mark x\n')],
    ['no record', () => rmSync(join(output(), recordFile))],
    ['a record full of conflicts', () => writeFileSync(join(output(), recordFile), '<<<<<<< HEAD\n')],
  ])('writes again after a hand left %s', (_, change) => {
    deliver(sampleTree(), { output: output() });
    const clean = readTree(output());
    change();
    expect(deliver(sampleTree(), { output: output() })).toMatchObject({ changed: true });
    expect(readTree(output())).toEqual(clean);
  });

  test.each([
    ['no environment', { environments: [] }, /no environment/],
    ['no object', { environments: [{ name: 'develop', folders: [] }] }, /not one object/],
    [
      'an unwritable value',
      {
        environments: [
          {
            name: 'develop',
            folders: [
              {
                path: 'a',
                kustomize: true,
                documents: [
                  { ...configMap('x'), object: { ...configMap('x').object, data: { n: Number.NaN } } },
                ],
              },
            ],
          },
        ],
      },
      /develop: ConfigMap apps\/x \(construct app\/x\): data\.n: NaN cannot be written/,
    ],
  ])('leaves the former tree untouched after a tree with %s', (_, tree, message) => {
    deliver(sampleTree(), { output: output() });
    const before = readTree(output());
    expect(() => deliver(tree, { output: output() })).toThrow(message);
    expect(readTree(output())).toEqual(before);
    expect(readdirSync(folder.path)).toEqual(['dist']);
  });

  test('reports all problems of all environments at once', () => {
    const broken = (name: string) => ({
      name,
      folders: [{ path: '../x', kustomize: true, documents: [configMap('a'), configMap('a')] }],
    });
    try {
      deliver({ environments: [broken('one'), broken('two')] }, { output: output() });
      throw new Error('was delivered');
    } catch (error) {
      expect(error).toBeInstanceOf(DeliveryRefused);
      expect((error as DeliveryRefused).problems).toHaveLength(6);
    }
    expect(existsSync(output())).toBe(false);
  });

  test('refuses an output that is a symbolic link', () => {
    mkdirSync(join(folder.path, 'real'));
    symlinkSync('real', output());
    expect(() => deliver(sampleTree(), { output: output() })).toThrow('is a symbolic link');
    expect(readdirSync(join(folder.path, 'real'))).toEqual([]);
  });

  test('refuses an output that is a file', () => {
    writeFileSync(output(), 'mine');
    expect(() => deliver(sampleTree(), { output: output() })).toThrow('is a file: give a folder');
    expect(readFileSync(output(), 'utf8')).toBe('mine');
  });

  test('refuses to replace the working directory', () => {
    expect(() => deliver(sampleTree(), { output: '.' })).toThrow('holds the working directory');
    expect(() => deliver(sampleTree(), { output: resolve('..') })).toThrow('holds the working directory');
  });

  test('refuses to replace what it did not write', () => {
    mkdirSync(join(output(), 'src'), { recursive: true });
    writeFileSync(join(output(), 'README.md'), 'mine');
    expect(() => deliver(sampleTree(), { output: output() })).toThrow('did not write (README.md, src)');
    expect(readTree(output())).toEqual({ 'README.md': 'mine' });
  });

  test.each([
    ['develop/mine/x.yaml', 'a file among the folders of a layer'],
    ['develop/services/s0/mine.yaml', 'a file beside the objects'],
    ['staging/notes.txt', 'a whole environment'],
    ['develop/.git/config', 'a repository'],
  ])('refuses to lose %s: %s', (path) => {
    deliver(sampleTree('a'), { output: output() });
    mkdirSync(join(output(), path, '..'), { recursive: true });
    if (path.startsWith('staging'))
      writeFileSync(join(output(), 'staging/kustomization.yaml'), 'resources: []\n');
    writeFileSync(join(output(), path), 'precious\n');
    const before = readTree(output());
    expect(() => deliver(sampleTree('b'), { output: output() })).toThrow(path);
    expect(readTree(output())).toEqual(before);
    expect(readdirSync(folder.path)).toEqual(['dist']);
  });

  test.each([
    ['a link', () => symlinkSync('/etc/hostname', join(output(), 'develop/link.yaml'))],
    ['a link to a folder', () => symlinkSync('/etc', join(output(), 'link'))],
    ['an empty folder', () => mkdirSync(join(output(), 'src'))],
    ['a pipe', () => spawnSync('mkfifo', [join(output(), 'develop/pipe')])],
  ])('refuses to lose %s', (_, make) => {
    deliver(sampleTree('a'), { output: output() });
    make();
    expect(() => deliver(sampleTree('b'), { output: output() })).toThrow('did not write');
  });

  test('takes over files that are there with the same content, and deletes what it wrote', () => {
    deliver(sampleTree('a', 3), { output: output() });
    rmSync(join(output(), recordFile));
    expect(() => deliver(sampleTree('a', 1), { output: output() })).toThrow('There is no record');
    deliver(sampleTree('a', 3), { output: output() });
    deliver(sampleTree('a', 1), { output: output() });
    expect(existsSync(join(output(), 'develop/services/s2'))).toBe(false);
  });

  test('deletes no file that was edited since it wrote it, but one with other line ends', () => {
    deliver(sampleTree('a', 3), { output: output() });
    const file = join(output(), 'develop/services/s2/configmap.s2.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, `${text}# mine\n`);
    expect(() => deliver(sampleTree('a', 1), { output: output() })).toThrow(
      'would lose develop/services/s2/configmap.s2.yaml, edited since synth wrote it',
    );
    writeFileSync(file, text.replaceAll('\n', '\r\n'));
    expect(deliver(sampleTree('a', 1), { output: output() })).toMatchObject({ changed: true });
  });

  test('owns what either side of a merge of its record says', () => {
    deliver(sampleTree('a', 3), { output: output() });
    const record = join(output(), recordFile);
    const text = readFileSync(record, 'utf8').replace(
      /^(.*s2\/kust.*)$/m,
      '<<<<<<< HEAD\n$1\n=======\n>>>>>>> main',
    );
    writeFileSync(record, text);
    expect(deliver(sampleTree('a', 1), { output: output() })).toMatchObject({ changed: true });
  });

  test.each(['next', 'former', 'journal.json'])('follows no link in the place of %s', (name) => {
    const { work } = swapPlaces(output());
    mkdirSync(join(folder.path, 'mine'));
    writeFileSync(join(folder.path, 'mine/x.yaml'), 'precious\n');
    mkdirSync(work);
    symlinkSync(join(folder.path, 'mine'), join(work, name));
    deliver(sampleTree(), { output: output() });
    expect(readdirSync(join(folder.path, 'mine'))).toEqual(['x.yaml']);
    expect(readdirSync(folder.path)).toEqual(['dist', 'mine']);
  });

  test('follows no link in the place of its folder of work', () => {
    mkdirSync(join(folder.path, 'mine'));
    symlinkSync('mine', swapPlaces(output()).work);
    expect(() => deliver(sampleTree(), { output: output() })).toThrow(
      'is not a folder, and otelflux works there',
    );
    expect(readdirSync(join(folder.path, 'mine'))).toEqual([]);
  });

  test('names a journal that it cannot read', () => {
    const { work, journal } = swapPlaces(output());
    mkdirSync(work);
    writeFileSync(journal, '{"hadOut');
    expect(() => deliver(sampleTree(), { output: output() })).toThrow(
      `${journal} is not a journal of otelflux`,
    );
  });

  test.each(['..', '../mine', '/tmp', 'develop/../..', 'c:x', 'a\\\\..\\\\b'])(
    'believes no journal that leads elsewhere: %j',
    (part) => {
      deliver(sampleTree(), { output: output() });
      const { work, journal } = swapPlaces(output());
      mkdirSync(work);
      writeFileSync(journal, JSON.stringify({ hadOutput: true, part }));
      expect(() => deliver(sampleTree(), { output: output() })).toThrow(BrokenJournal);
    },
  );

  test('follows no link inside the output to finish a run', () => {
    deliver(sampleTree(), { output: output() });
    const { work, journal, next, former } = swapPlaces(output());
    mkdirSync(join(folder.path, 'mine'));
    symlinkSync(join(folder.path, 'mine'), join(output(), 'link'));
    for (const path of [work, next, former]) mkdirSync(path);
    writeFileSync(journal, JSON.stringify({ hadOutput: true, part: 'link/part' }));
    expect(recover(output())).toBe('rolled back');
    expect(readdirSync(join(folder.path, 'mine'))).toEqual([]);
  });

  test('swaps the folder alone that holds all that differs', () => {
    deliver(sampleTree('a', 3), { output: output() });
    const inodes = (name: string) => {
      const path = join(output(), 'develop/services', name);
      return [statSync(path).ino, statSync(join(path, `configmap.${name}.yaml`)).ino];
    };
    const [first, second] = [inodes('s0'), inodes('s1')];
    const [develop, production] = sampleTree('a', 3).environments;
    if (develop === undefined || production === undefined) throw new Error('there are two');
    const folders = develop.folders.map((each) =>
      each.path === 'services/s1' ? { ...each, documents: [configMap('s1', { mark: 'b' })] } : each,
    );
    deliver({ environments: [{ ...develop, folders }, production] }, { output: output() });
    expect(inodes('s0')).toEqual(first);
    expect(inodes('s1')).not.toEqual(second);
    const record = readFileSync(join(output(), recordFile), 'utf8');
    expect(record).not.toContain('develop/services/s1/configmap.s1-more');
    expect(readdirSync(join(output(), 'develop/services/s1')).sort()).toEqual([
      'configmap.s1.yaml',
      'kustomization.yaml',
    ]);
  });

  test('waits for another run, then says who is in the way', () => {
    const lock = takeLock(swapPlaces(output()).work);
    try {
      expect(() => deliver(sampleTree(), { output: output(), patience: 100 })).toThrow(Locked);
      expect(() => deliver(sampleTree(), { output: output(), patience: 0 })).toThrow(
        `process ${process.pid} on`,
      );
    } finally {
      lock.release();
    }
    expect(deliver(sampleTree(), { output: output() })).toMatchObject({ changed: true });
  });

  test('passes over the lock of a process that is gone', () => {
    const { work } = swapPlaces(output());
    spawnSync(process.execPath, [...program('test/lib/delivery/killed-holder.ts'), work]);
    expect(readdirSync(work)).toEqual(['lock.0']);
    expect(deliver(sampleTree(), { output: output(), patience: 0 })).toMatchObject({ changed: true });
    expect(readdirSync(folder.path)).toEqual(['dist']);
  });
});

describe('recover', () => {
  /** The state of a swap that was killed: which of the three trees are there. */
  function leave(states: { output?: string; next?: string; former?: string; journal?: boolean }): void {
    const places = swapPlaces(output());
    const put = (mark: string | undefined, path: string) => {
      if (mark !== undefined) deliver({ environments: [environment('develop', mark)] }, { output: path });
    };
    put(states.output, output());
    mkdirSync(places.work, { recursive: true });
    put(states.next, places.next);
    put(states.former, places.former);
    const hadOutput = states.output !== undefined || states.former !== undefined;
    if (states.journal !== false) writeFileSync(places.journal, JSON.stringify({ hadOutput }));
  }
  const mark = () => readFileSync(join(output(), 'develop/review/note.txt'), 'utf8').trim();

  test.each([
    [
      'while it wrote, before the journal',
      { output: 'old', next: 'new', journal: false },
      'cleaned',
      'mark old',
    ],
    ['before the first rename', { output: 'old', next: 'new' }, 'rolled back', 'mark old'],
    ['between the renames', { next: 'new', former: 'old' }, 'completed', 'mark new'],
    ['after the second rename', { output: 'new', former: 'old' }, 'completed', 'mark new'],
    ['before the only rename of a first run', { next: 'new' }, 'completed', 'mark new'],
    ['after everything but the journal', { output: 'new' }, 'completed', 'mark new'],
    ['between the renames, the new tree deleted by hand', { former: 'old' }, 'rolled back', 'mark old'],
  ] as const)('after a kill %s', (_, states, outcome, expected) => {
    leave(states);
    expect(recover(output())).toBe(outcome);
    expect(mark()).toBe(expected);
    expect(readdirSync(folder.path)).toEqual(['dist']);
  });

  test('does nothing and makes nothing where nothing was left', () => {
    expect(recover(output())).toBe('nothing');
    expect(readdirSync(folder.path)).toEqual([]);
  });
});
