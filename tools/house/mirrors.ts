import { addTo } from '../../lib/documents';
import { importsOf, type Sources } from './imports';

/** Sources that have no test of their own name, and the tests that hold them instead. */
export interface Held {
  /** A folder or a file without its ending. */
  readonly source: string;
  /** Folders or files of tests; each held source must be reached from them by imports. */
  readonly by: readonly string[];
  /** Why no test bears its name. */
  readonly why: string;
  /** Folder of files that those tests start as programs. */
  readonly starts?: string;
}

const declaration =
  /^(?:export )?(?:default |declare )?(?:async )?(?:const|let|var|function|class|abstract class|enum)\b/m;

/**
 * Source files that no test holds: neither one of their own name (`lib/x/y.ts` has `test/lib/x/y.test.ts`) nor one of the list, or
 * entries of the list that hold nothing. A file without any code (types, a door) needs none.
 *
 * @param sources the rooms and `test`
 * @param held the list
 * @returns one line a fault; empty where all is well
 */
export function mirrorFaults(sources: Sources, held: readonly Held[]): string[] {
  const next = new Map<string, string[]>();
  for (const { file, target } of importsOf(sources)) {
    if (target !== undefined) addTo(next, file, target);
  }
  const reached = new Map(held.map((one) => [one, reachedBy(one, sources, next)]));
  const used = new Set<Held>();
  const faults = [...sources].flatMap(([file, text]) => {
    if (file.startsWith('test/') || !declaration.test(text)) return [];
    if (sources.has(`test/${file.replace(/\.ts$/, '.test.ts')}`)) return [];
    const entries = held.filter(({ source }) => file === `${source}.ts` || file.startsWith(`${source}/`));
    for (const entry of entries) used.add(entry);
    if (entries.some((entry) => reached.get(entry)?.has(file))) return [];
    const named = entries.map(({ by }) => by.join(', '));
    return [
      named.length === 0
        ? `${file} has no test: write test/${file.replace(/\.ts$/, '.test.ts')}, or say in tools/house/held.ts what holds it`
        : `${file} is not reached from ${named.join(', ')}, which tools/house/held.ts names as its tests`,
    ];
  });
  const idle = held
    .filter((entry) => !used.has(entry))
    .map(({ source }) => `${source} needs no entry in tools/house/held.ts`);
  return [...faults, ...idle];
}

function reachedBy(
  { by, starts }: Held,
  sources: Sources,
  next: ReadonlyMap<string, readonly string[]>,
): Set<string> {
  const tests = [...sources.keys()].filter((file) =>
    by.some((test) => file === `${test}.test.ts` || file.startsWith(`${test}/`)),
  );
  const reached = new Set<string>();
  const programs = [...sources.keys()].filter(
    (file) => starts !== undefined && file.slice(0, file.lastIndexOf('/')) === starts,
  );
  const open = [...tests, ...(tests.length === 0 ? [] : programs)];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    open.push(...(next.get(file) ?? []));
  }
  return reached;
}
