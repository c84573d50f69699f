import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { deliver, recover, type Tree } from '../../../lib/delivery';
import { swapPlaces } from '../../../lib/delivery/swap';
import { buryLocks, dieAt, type Fault, failAt } from './death';
import { configMap, environment, readTree, temporaryFolder } from './sample';

const folder = temporaryFolder();
const tree = (mark: string): Tree => ({ environments: [environment('develop', mark, 1)] });

/** Services of two environments, each with the mark of its content or absent. */
type Marks = readonly (string | undefined)[];

/** A tree that differs from another one in as little as a file, or in everything. */
const treeOf = (marks: Marks): Tree => ({
  environments: ['develop', 'production'].map((name, at) => {
    const { folders } = environment(name, 'same', 0);
    const services = marks
      .slice(at * 3, at * 3 + 3)
      .flatMap((mark, i) =>
        mark === undefined
          ? []
          : [{ path: `services/s${i}`, documents: [configMap(`s${i}`, { mark })], kustomize: true as const }],
      );
    return { name, folders: [...folders, ...services] };
  }),
});

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
  const all = (mark: string) => treeOf([mark, mark, mark, mark, mark, mark]);
  const one = (mark: string) => treeOf(['same', mark, 'same', 'same', 'same', 'same']);
  test.each<[string, Fault, (mark: string) => Tree]>([
    ['before it was made, of a whole tree', 'before', all],
    ['after it was made, of a whole tree', 'after', all],
    ['before it was made, of one folder', 'before', one],
    ['after it was made, of one folder', 'after', one],
  ])('%s: leaves the old or the new tree, and the next run succeeds', (_, fault, tree) => {
    const output = join(folder.path, 'dist');
    const whole = [tree('old'), tree('new')].map((content) => {
      deliver(content, { output });
      return JSON.stringify(readTree(output));
    });
    let tried = 0;
    const stride = process.env.OTELFLUX_EVERY_MOMENT === '1' || tree === one ? 1 : 6;
    for (let moment = 0; ; moment += stride, tried++) {
      for (const name of readdirSync(folder.path)) rmSync(join(folder.path, name), { recursive: true });
      deliver(tree('old'), { output });
      if (failAt(moment, fault, () => deliver(tree('new'), { output })) === undefined) break;
      buryLocks(swapPlaces(output).work);
      expect(whole).toContain(JSON.stringify(readTree(output)));
      deliver(tree('new'), { output });
      expect(JSON.stringify(readTree(output))).toBe(whole[1]);
      expect(readdirSync(folder.path)).toEqual(['dist']);
    }
    expect(tried).toBeGreaterThan(7);
    if (process.env.OTELFLUX_EVERY_MOMENT === '1')
      process.stderr.write(`synth, ${fault}: ${tried} operations failed once\n`);
  });
});

describe('any tree over any other', () => {
  const marks = fc.array(fc.constantFrom('a', 'b', undefined), { minLength: 6, maxLength: 6 });
  /** Mostly one that differs in one service. */
  const pairs = marks.chain((before) =>
    fc.tuple(
      fc.constant(before),
      fc.oneof(
        marks,
        fc
          .tuple(fc.nat(5), fc.constantFrom('a', 'c', undefined))
          .map(([at, mark]) => before.map((one, i) => (i === at ? mark : one))),
      ),
    ),
  );

  test('becomes the tree that is written into an empty folder, killed or not', () => {
    const [output, plain] = [join(folder.path, 'dist'), join(folder.path, 'plain')];
    const states = new Set<string>();
    fc.assert(
      fc.property(pairs, fc.nat(30), ([before, after], moment) => {
        for (const name of readdirSync(folder.path)) rmSync(join(folder.path, name), { recursive: true });
        const [old, next] = [before, after].map((content) => {
          deliver(treeOf(content), { output: plain });
          return JSON.stringify(readTree(plain));
        });
        deliver(treeOf(before), { output });
        expect(JSON.stringify(readTree(output))).toBe(old);
        if (dieAt(moment, () => deliver(treeOf(after), { output }))) {
          buryLocks(swapPlaces(output).work);
          recover(output);
          const now = JSON.stringify(readTree(output));
          expect([old, next]).toContain(now);
          states.add(now === next ? 'new' : 'old');
          deliver(treeOf(after), { output });
        }
        expect(JSON.stringify(readTree(output))).toBe(next);
        expect(readdirSync(folder.path).sort()).toEqual(['dist', 'plain']);
      }),
      { numRuns: 50 },
    );
    expect([...states].sort()).toEqual(['new', 'old']);
  });
});
