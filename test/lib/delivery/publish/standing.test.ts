import { mkdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Checkout } from '../../../../lib/delivery/publish/git';
import { Standing } from '../../../../lib/delivery/publish/standing';
import { temporaryFolder } from '../sample';
import { bootstrapCheckout, git, publish, put, synthesise } from './checkout';

const folder = temporaryFolder();
const path = 'clusters/develop/platform';
const bank = 'services/bank/configmap.bank.yaml';

function published(): string {
  const fleet = bootstrapCheckout(join(folder.path, 'fleet'));
  synthesise(join(folder.path, 'dist'), 'one');
  publish({ output: join(folder.path, 'dist'), to: fleet, commit: true });
  return fleet;
}

const standingIn = (fleet: string) => Standing.of({ checkout: Checkout.around(fleet), path });

test('what was published and committed is settled, with the name that git has for it', () => {
  const fleet = published();
  expect(standingIn(fleet).blob(bank)).toBe(git(fleet, 'rev-parse', `HEAD:${path}/${bank}`));
  expect(standingIn(fleet).uncommitted).toEqual([]);
  // Git has noted the times of the files, so that nobody has to read them again.
  expect(git(fleet, 'diff-files', '--name-only')).toBe('');
});

test.each<[string, (file: string, fleet: string) => void]>([
  ['edited', (file) => writeFileSync(file, `${readFileSync(file, 'utf8')}# mine\n`)],
  [
    'edited to the same length at the same time',
    (file) => {
      const { atime, mtime } = statSync(file);
      writeFileSync(file, readFileSync(file, 'utf8').replace('one', 'two'));
      utimesSync(file, atime, mtime);
    },
  ],
  ['deleted', (file) => rmSync(file)],
  [
    'a link',
    (file) => {
      rmSync(file);
      symlinkSync('../user/configmap.user.yaml', file);
    },
  ],
  [
    'behind a link',
    (file) => {
      rmSync(join(file, '..'), { recursive: true });
      symlinkSync('user', join(file, '..'));
    },
  ],
  [
    'staged and edited back',
    (file, fleet) => {
      const before = readFileSync(file);
      writeFileSync(file, 'other\n');
      git(fleet, 'add', '-A');
      writeFileSync(file, before);
    },
  ],
  ['hidden from git', (_, fleet) => void git(fleet, 'update-index', '--assume-unchanged', `${path}/${bank}`)],
  [
    'out of the sparse checkout',
    (_, fleet) => void git(fleet, 'update-index', '--skip-worktree', `${path}/${bank}`),
  ],
])('a file that is %s is not settled', (_, change) => {
  const fleet = published();
  change(join(fleet, path, bank), fleet);
  expect(standingIn(fleet).blob(bank)).toBeUndefined();
  expect(standingIn(fleet).blob('services/user/configmap.user.yaml')).toBeDefined();
});

test('an edit that git was told to overlook is refused like any other', () => {
  const fleet = published();
  const file = join(fleet, path, bank);
  git(fleet, 'update-index', '--assume-unchanged', `${path}/${bank}`);
  writeFileSync(file, 'mine: true\n');
  expect(() => publish({ output: join(folder.path, 'dist'), to: fleet })).toThrow(
    `edited by hand since publish wrote it: ${bank}`,
  );
  expect(readFileSync(file, 'utf8')).toBe('mine: true\n');
});

test('a file that git ignores by now, and has, is published', () => {
  const fleet = published();
  put(fleet, { '.gitignore': 'services/\n' });
  git(fleet, 'add', '-A');
  git(fleet, 'commit', '-qm', 'ignore');
  synthesise(join(folder.path, 'dist'), 'two');
  expect(publish({ output: join(folder.path, 'dist'), to: fleet, commit: true }).written).toContain(bank);
  synthesise(join(folder.path, 'dist'), 'two', ['bank', 'user', 'fresh']);
  expect(() => publish({ output: join(folder.path, 'dist'), to: fleet })).toThrow(
    'git ignores clusters/develop/platform/services/fresh/',
  );
});

test('a commit takes what was published and not committed before', () => {
  const fleet = published();
  mkdirSync(join(folder.path, 'next'));
  synthesise(join(folder.path, 'next'), 'two');
  publish({ output: join(folder.path, 'next'), to: fleet });
  publish({ output: join(folder.path, 'next'), to: fleet, commit: true });
  expect(git(fleet, 'show', `HEAD:${path}/${bank}`)).toContain('mark: two');
  expect(git(fleet, 'status', '--porcelain')).toBe('');
});
