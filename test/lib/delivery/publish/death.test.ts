import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buryLocks, dieAt } from '../death';
import { readTree, temporaryFolder } from '../sample';
import { bootstrapCheckout, git, publish, synthesise } from './checkout';

const folder = temporaryFolder();

/** Each moment costs a handful of git commands, so not all are tried every time: OTELFLUX_EVERY_MOMENT=1 tries all. */
const stride = process.env.OTELFLUX_EVERY_MOMENT === '1' ? 1 : 12;

/** Published state of a checkout, and what the branch holds of it. */
function stateOf(fleet: string): { files: Record<string, string>; branch: string } {
  const target = join(fleet, 'clusters/develop/platform');
  return { files: existsSync(target) ? readTree(target) : {}, branch: git(fleet, 'ls-tree', '-r', 'HEAD') };
}

/**
 * Publishes `two` over `one` in fresh copies of a checkout, killed at one moment after the other.
 */
function everyDeath(
  commit: boolean,
  check: (fleet: string, moment: number) => void,
): { moments: number; after: ReturnType<typeof stateOf> } {
  const [first, second] = [join(folder.path, 'one'), join(folder.path, 'two')];
  synthesise(first, 'one', ['bank', 'user']);
  synthesise(second, 'two', ['bank', 'payment']);
  const seed = bootstrapCheckout(join(folder.path, 'seed'));
  publish({ output: first, to: seed, commit: true });
  for (let moment = 0; ; moment += stride) {
    const fleet = join(folder.path, 'fleet');
    rmSync(fleet, { recursive: true, force: true });
    cpSync(seed, fleet, { recursive: true });
    const died = dieAt(moment, () => publish({ output: second, to: fleet, commit }));
    if (!died) return { moments: moment, after: stateOf(fleet) };
    buryLocks(join(fleet, '.git/otelflux'));
    check(fleet, moment);
  }
}

describe('publish killed at any change to the disk and before any git command', () => {
  const second = () => join(folder.path, 'two');

  test.each([false, true])('is completed by the next run (commit: %s)', (commit) => {
    const seen: ReturnType<typeof stateOf>[] = [];
    const { moments, after } = everyDeath(commit, (fleet) => {
      publish({ output: second(), to: fleet, commit });
      seen.push(stateOf(fleet));
      expect(readdirSync(join(fleet, '.git'))).not.toContain('otelflux');
      if (commit) expect(git(fleet, 'status', '--porcelain')).toBe('');
      expect(git(fleet, 'fsck', '--no-dangling')).toBe('');
    });
    expect(moments).toBeGreaterThan(20);
    for (const state of seen) expect(state).toEqual(after);
  });

  test('the branch holds the old or the new tree at every moment', () => {
    const branches = new Set<string>();
    const { after } = everyDeath(true, (fleet) => branches.add(git(fleet, 'ls-tree', '-r', 'HEAD')));
    branches.add(after.branch);
    expect(branches.size).toBe(2);
  });

  test('a rehearsal after a kill asks for the real run', () => {
    let asked = 0;
    everyDeath(false, (fleet) => {
      if (!existsSync(join(fleet, '.git/otelflux/journal.json'))) return;
      const before = readTree(fleet);
      expect(() => publish({ output: second(), to: fleet, dryRun: true })).toThrow(
        'run publish without --dry-run',
      );
      expect(readTree(fleet)).toEqual(before);
      asked++;
    });
    expect(asked).toBeGreaterThan(0);
  });

  test('a file that somebody changed after the kill is not overwritten', () => {
    let met = 0;
    everyDeath(false, (fleet) => {
      if (!existsSync(join(fleet, '.git/otelflux/journal.json'))) return;
      const file = join(fleet, 'clusters/develop/platform/observability/configmap.collector.yaml');
      mkdirSync(join(folder.path, 'mine'), { recursive: true });
      cpSync(join(fleet, 'README.md'), file);
      expect(() => publish({ output: second(), to: fleet })).toThrow(
        'edited by hand since publish wrote it: observability/configmap.collector.yaml',
      );
      expect(
        readTree(join(fleet, 'clusters/develop/platform'))['observability/configmap.collector.yaml'],
      ).toBe('fleet\n');
      met++;
    });
    expect(met).toBeGreaterThan(0);
  });
});
