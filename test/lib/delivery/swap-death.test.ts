import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { deliver, recover, type Tree } from '../../../lib/delivery';
import { swapPlaces } from '../../../lib/delivery/swap';
import { buryLocks, dieAt, type Fault, failAt } from './death';
import { environment, readTree, temporaryFolder } from './sample';

const folder = temporaryFolder();
const tree = (mark: string): Tree => ({ environments: [environment('develop', mark, 1)] });

/** Every state that a run may leave, one change to the disk after the other. */
function everyDeath(prepare: () => void, check: (moment: number) => void): number {
  const output = join(folder.path, 'dist');
  for (let moment = 0; ; moment++) {
    for (const name of readdirSync(folder.path)) rmSync(join(folder.path, name), { recursive: true });
    prepare();
    const died = dieAt(moment, () => deliver(tree('new'), { output }));
    buryLocks(swapPlaces(output).work);
    if (!died) return moment;
    check(moment);
  }
}

describe('a run killed at any of its changes to the disk', () => {
  test('leaves the old or the new tree, whole, to the next look', () => {
    const output = join(folder.path, 'dist');
    deliver(tree('old'), { output });
    const before = readTree(output);
    deliver(tree('new'), { output });
    const after = readTree(output);
    const seen = { old: 0, new: 0 };
    const moments = everyDeath(
      () => deliver(tree('old'), { output }),
      () => {
        recover(output);
        const now = readTree(output);
        const state = JSON.stringify(now) === JSON.stringify(before) ? 'old' : 'new';
        if (state === 'new') expect(now).toEqual(after);
        seen[state]++;
        expect(readdirSync(folder.path)).toEqual(['dist']);
      },
    );
    expect(moments).toBeGreaterThan(15);
    expect(seen.old).toBeGreaterThan(5);
    expect(seen.new).toBeGreaterThan(2);
  });

  test('never hinders the next run', () => {
    const output = join(folder.path, 'dist');
    everyDeath(
      () => deliver(tree('old'), { output }),
      () => {
        deliver(tree('next'), { output });
        expect(readTree(output)['develop/review/note.txt']).toBe('mark next\n');
        expect(readdirSync(folder.path)).toEqual(['dist']);
      },
    );
  });

  test('leaves no half of a first tree', () => {
    const output = join(folder.path, 'dist');
    deliver(tree('new'), { output });
    const whole = readTree(output);
    everyDeath(
      () => undefined,
      () => {
        recover(output);
        if (existsSync(output)) expect(readTree(output)).toEqual(whole);
      },
    );
  });

  test('may be killed again while it recovers', () => {
    const output = join(folder.path, 'dist');
    const { work } = swapPlaces(output);
    const whole = [tree('old'), tree('new')].map((content) => {
      deliver(content, { output });
      return JSON.stringify(readTree(output));
    });
    everyDeath(
      () => deliver(tree('old'), { output }),
      (moment) => {
        // Of the many pairs of moments, those around the renames matter; the rest is covered by every third.
        if (moment % 3 === 1) return;
        for (let second = 0; dieAt(second, () => recover(output)); second++) buryLocks(work);
        recover(output);
        expect(whole).toContain(JSON.stringify(readTree(output)));
      },
    );
  });
});

describe('a run of which any one change to the disk fails', () => {
  test.each(['before', 'after'] as const)(
    '%s it was made: leaves the old or the new tree, and the next run succeeds',
    (fault: Fault) => {
      const output = join(folder.path, 'dist');
      const whole = [tree('old'), tree('new')].map((content) => {
        deliver(content, { output });
        return JSON.stringify(readTree(output));
      });
      let tried = 0;
      const stride = process.env.OTELFLUX_EVERY_MOMENT === '1' ? 1 : 4;
      for (let moment = 0; ; moment += stride, tried++) {
        for (const name of readdirSync(folder.path)) rmSync(join(folder.path, name), { recursive: true });
        deliver(tree('old'), { output });
        if (failAt(moment, fault, () => deliver(tree('new'), { output })) === undefined) break;
        buryLocks(swapPlaces(output).work);
        // A rename that happened but reported a failure leaves the rest to the next run.
        if (existsSync(output)) expect(whole).toContain(JSON.stringify(readTree(output)));
        else expect(fault).toBe('after');
        deliver(tree('new'), { output });
        expect(JSON.stringify(readTree(output))).toBe(whole[1]);
        expect(readdirSync(folder.path)).toEqual(['dist']);
      }
      expect(tried).toBeGreaterThan(10);
      if (process.env.OTELFLUX_EVERY_MOMENT === '1')
        process.stderr.write(`synth, ${fault}: ${tried} operations failed once\n`);
    },
  );
});
