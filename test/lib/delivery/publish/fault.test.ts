import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buryLocks, type Fault, failAt } from '../death';
import { readTree, temporaryFolder } from '../sample';
import { bootstrapCheckout, git, type PublishOneOptions, publish, synthesise } from './checkout';

const folder = temporaryFolder();

/** Each moment costs a dozen git commands, so not all are tried every time: OTELFLUX_EVERY_MOMENT=1 tries all. */
const stride = process.env.OTELFLUX_EVERY_MOMENT === '1' ? 1 : 9;

function publishedIn(fleet: string): Record<string, string> {
  const target = join(fleet, 'clusters/develop/platform');
  return existsSync(target) ? readTree(target) : {};
}

/** Publishes `two` over `one` in fresh copies of a checkout, one operation after the other failing once. */
function everyFault(
  fault: Fault,
  commit: boolean,
  check: (fleet: string, retry: () => ReturnType<typeof publish>, operation: string) => void,
): number {
  const [first, second] = [join(folder.path, 'one'), join(folder.path, 'two')];
  synthesise(first, 'one', ['bank', 'user']);
  synthesise(second, 'two', ['bank', 'payment']);
  const seed = bootstrapCheckout(join(folder.path, 'seed'));
  publish({ output: first, to: seed, commit: true });
  const fleet = join(folder.path, 'fleet');
  const options: PublishOneOptions = { output: second, to: fleet, commit, patience: 100 };
  let tried = 0;
  for (let moment = stride === 1 ? 0 : 3; ; moment += stride) {
    rmSync(fleet, { recursive: true, force: true });
    cpSync(seed, fleet, { recursive: true });
    const failed = failAt(moment, fault, () => publish(options));
    if (failed === undefined) break;
    tried++;
    // The process of the failed run has ended, so its lock is dead.
    buryLocks(join(fleet, '.git/otelflux'));
    check(fleet, () => publish(options), failed.operation);
  }
  if (stride === 1)
    process.stderr.write(`publish, commit ${commit}, ${fault}: ${tried} operations failed once\n`);
  return tried;
}

describe('publish with any one change to the disk or git command failing', () => {
  test.each([
    ['before', true],
    ['after', true],
    ['before', false],
    ['after', false],
  ] as const)('%s it did its work (commit: %s) succeeds in the next run', (fault, commit) => {
    const states = new Set<string>();
    const tried = everyFault(fault, commit, (fleet, retry) => {
      retry();
      states.add(JSON.stringify([publishedIn(fleet), git(fleet, 'ls-tree', '-r', 'HEAD')]));
      if (commit) expect(git(fleet, 'status', '--porcelain')).toBe('');
      expect(existsSync(join(fleet, '.git/index.lock'))).toBe(false);
      expect(existsSync(join(fleet, '.git/otelflux'))).toBe(false);
    });
    expect(tried).toBeGreaterThan(4);
    expect(states.size).toBe(1);
    expect([...states][0]).toContain('mark: two');
  });

  test.each(['before', 'after'] as const)(
    '%s it did its work leaves the old or the new tree, to an ordinary commit too',
    (fault) => {
      const trees = new Set<string>();
      everyFault(fault, true, (fleet) => {
        trees.add(git(fleet, 'rev-parse', 'HEAD:clusters/develop'));
        rmSync(join(fleet, '.git/index.lock'), { force: true });
        writeFileSync(join(fleet, 'README.md'), 'mended\n');
        git(fleet, 'commit', '-qam', 'mend the readme');
        const names = git(fleet, 'ls-tree', '-r', '--name-only', 'HEAD');
        expect(names).toContain('clusters/develop/platform/.otelflux.json');
        expect(names).toContain('clusters/develop/platform/services/bank/configmap.bank.yaml');
      });
      expect(trees.size).toBe(2);
    },
  );
});

describe('publish --commit with an index that somebody holds', () => {
  const fleetWith = (lock: string) => {
    synthesise(join(folder.path, 'one'), 'one');
    const fleet = bootstrapCheckout(join(folder.path, 'fleet'));
    writeFileSync(join(fleet, '.git/index.lock'), lock);
    return fleet;
  };

  test.each(['', 'DIRC half an index'])('writes nothing, and says which file to look at (%j)', (lock) => {
    const fleet = fleetWith(lock);
    const before = git(fleet, 'rev-parse', 'HEAD');
    expect(() => publish({ output: join(folder.path, 'one'), to: fleet, commit: true })).toThrow(
      'index.lock is there: another git command or an editor is at work',
    );
    expect(git(fleet, 'rev-parse', 'HEAD')).toBe(before);
    expect(publishedIn(fleet)).toEqual({});
    expect(readFileSync(join(fleet, '.git/index.lock'), 'utf8')).toBe(lock);
  });

  test('takes over the lock of a run of its own that was killed', () => {
    const fleet = fleetWith('otelflux publish\n');
    publish({ output: join(folder.path, 'one'), to: fleet, commit: true });
    expect(git(fleet, 'status', '--porcelain')).toBe('');
    expect(existsSync(join(fleet, '.git/index.lock'))).toBe(false);
  });

  test('writes without --commit, which needs no index', () => {
    const fleet = fleetWith('');
    publish({ output: join(folder.path, 'one'), to: fleet });
    expect(Object.keys(publishedIn(fleet))).toContain('.otelflux.json');
  });
});

describe('publish --commit with a branch that cannot move', () => {
  test('leaves branch and index as they were', () => {
    synthesise(join(folder.path, 'one'), 'one');
    const fleet = bootstrapCheckout(join(folder.path, 'fleet'));
    writeFileSync(join(fleet, '.git/refs/heads/main.lock'), '');
    const head = git(fleet, 'rev-parse', 'HEAD');
    expect(() => publish({ output: join(folder.path, 'one'), to: fleet, commit: true })).toThrow('main.lock');
    expect(git(fleet, 'rev-parse', 'HEAD')).toBe(head);
    expect(git(fleet, 'diff', '--cached', '--name-only')).toBe('');
    rmSync(join(fleet, '.git/refs/heads/main.lock'));
    publish({ output: join(folder.path, 'one'), to: fleet, commit: true });
    expect(git(fleet, 'status', '--porcelain')).toBe('');
  });
});
