import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrapCheckout, git, publish, put, synthesise } from '../lib/delivery/publish/checkout';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'otelflux-attack-'));
  synthesise(join(root, 'dist'), 'one');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const fleet = () => bootstrapCheckout(join(root, 'fleet'));
const output = () => join(root, 'dist');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Leaves a journal as a killed run would. */
function journal(checkout: string, content: unknown): void {
  mkdirSync(join(checkout, '.git/otelflux/staged'), { recursive: true });
  writeFileSync(
    join(checkout, '.git/otelflux/journal.json'),
    typeof content === 'string' ? content : JSON.stringify(content),
  );
}

describe('a checkout with other line ends', () => {
  test.each([
    ['core.autocrlf', (clone: string) => git(clone, 'config', 'core.autocrlf', 'true')],
    [
      'an attribute',
      (clone: string) =>
        put(clone, { '.git/info/attributes': '*.yaml text eol=crlf\n*.json text eol=crlf\n' }),
    ],
    [
      'an attribute of one file',
      (clone: string) => put(clone, { '.git/info/attributes': '*bank.yaml text eol=crlf\n' }),
    ],
  ])('is up to date: %s', (_, configure) => {
    const to = fleet();
    publish({ output: output(), to, commit: true });
    const clone = join(root, 'clone');
    git(root, 'clone', '-q', '--no-checkout', to, clone);
    for (const [key, value] of [
      ['user.name', 'Tester'],
      ['user.email', 't@example.com'],
    ] as const)
      git(clone, 'config', key, value);
    configure(clone);
    git(clone, 'checkout', '-q', 'main');
    const file = join(clone, 'clusters/develop/platform/services/bank/configmap.bank.yaml');
    expect(readFileSync(file, 'utf8')).toContain('\r\n');
    expect(publish({ output: output(), to: clone, commit: true })).toMatchObject({
      written: [],
      deleted: [],
    });
    synthesise(output(), 'two');
    const done = publish({ output: output(), to: clone, commit: true });
    expect(done.written).toContain('services/bank/configmap.bank.yaml');
    expect(
      git(clone, 'show', 'HEAD:clusters/develop/platform/services/bank/configmap.bank.yaml'),
    ).not.toContain('\r');
  });

  test('still tells an edit', () => {
    const to = fleet();
    publish({ output: output(), to, commit: true });
    git(to, 'config', 'core.autocrlf', 'true');
    const file = join(to, 'clusters/develop/platform/services/bank/configmap.bank.yaml');
    writeFileSync(file, `${readFileSync(file, 'utf8').replaceAll('\n', '\r\n')}# mine\r\n`);
    expect(() => publish({ output: output(), to })).toThrow('edited by hand');
  });
});

test.each(['HEAD.lock', 'refs/heads/main.lock', 'index.lock'])(
  'with %s of somebody else the branch stays, and the next run publishes everything',
  (lock) => {
    const to = fleet();
    const head = git(to, 'rev-parse', 'HEAD');
    put(to, { [`.git/${lock}`]: '' });
    expect(() => publish({ output: output(), to, commit: true, patience: 50 })).toThrow(lock);
    expect(git(to, 'rev-parse', 'HEAD')).toBe(head);
    rmSync(join(to, '.git', lock));
    publish({ output: output(), to, commit: true });
    put(to, { 'README.md': 'mine\n' });
    git(to, 'commit', '-qam', 'mine');
    expect(
      git(to, 'ls-tree', '-r', '--name-only', 'HEAD').match(/platform\/services\//g)?.length,
    ).toBeGreaterThan(0);
    expect(git(to, 'status', '--porcelain')).toBe('');
  },
);

describe('a journal is not believed', () => {
  test.each([
    [
      'a target outside',
      {
        parts: [
          {
            target: 'clusters/../..',
            steps: [{ path: 'outside.txt', before: sha256('mine\n'), after: null }],
          },
        ],
      },
    ],
    [
      'a path outside',
      {
        parts: [
          { target: 'clusters/develop', steps: [] },
          {
            target: 'clusters/develop',
            steps: [{ path: '../../../outside.txt', before: sha256('mine\n'), after: null }],
          },
        ],
      },
    ],
    [
      "git's own folder",
      {
        parts: [
          { target: '.git', steps: [{ path: 'config', before: null, after: sha256('x'), staged: '0' }] },
        ],
      },
    ],
    [
      'a staged file elsewhere',
      {
        parts: [
          {
            target: 'a',
            steps: [{ path: 'b', before: null, after: sha256('mine\n'), staged: '../../../outside.txt' }],
          },
        ],
      },
    ],
    [
      'a reference that is not a branch',
      {
        parts: [{ target: 'a', steps: [] }],
        commit: { reference: 'HEAD', old: null, next: '0'.repeat(40) },
      },
    ],
    ['half of it', '{"parts":[{"target":"clus'],
    ['nothing', ''],
    ['a list', [1, 2]],
    ['steps that are none', { parts: [{ target: 'a', steps: [null] }] }],
    ['parts that are none', { parts: { target: 'a', steps: [] } }],
  ])('%s: nothing is touched, and the file is named', (_, content) => {
    const to = fleet();
    put(root, { 'outside.txt': 'mine\n' });
    journal(to, content);
    expect(() => publish({ output: output(), to })).toThrow('journal.json is not a journal of otelflux');
    expect(readFileSync(join(root, 'outside.txt'), 'utf8')).toBe('mine\n');
    expect(git(to, 'status', '--porcelain')).toBe('');
  });

  test('that replaces what publish does not own', () => {
    const to = fleet();
    journal(to, {
      parts: [
        {
          target: 'clusters/develop/apps',
          steps: [{ path: 'a.yaml', before: sha256('mine\n'), after: null }],
        },
      ],
    });
    put(to, { 'clusters/develop/apps/a.yaml': 'mine\n' });
    expect(() => publish({ output: output(), to })).toThrow(
      'would replace a.yaml, which publish does not own',
    );
    expect(existsSync(join(to, 'clusters/develop/apps/a.yaml'))).toBe(true);
  });

  test('behind a link', () => {
    const to = fleet();
    mkdirSync(join(root, 'elsewhere'));
    symlinkSync(join(root, 'elsewhere'), join(to, '.git/otelflux'));
    expect(() => publish({ output: output(), to })).toThrow('otelflux is not a journal');
  });
});

test.each([
  'a\nb',
  '.git.',
  'GIT~1',
  '.Git',
  'a/.git ',
  'clusters/x.',
  'a\u2028b',
  'clusters/\u202egnp',
  'a/../b',
  'C:/x',
  'a?b',
  'x/git~2/y',
])('the path %j is refused before anything is written', (path) => {
  const to = fleet();
  expect(() => publish({ output: output(), to, path })).toThrow(/^--path /);
  expect(git(to, 'status', '--porcelain')).toBe('');
});
