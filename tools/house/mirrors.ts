import { dirname } from 'node:path/posix';
import { addTo } from '../../lib/documents';
import { importsOf, type Sources } from './imports';

/** Sources that have no test of their own name or beside them, and the tests that hold them instead. */
export interface Held {
  /** A folder or a file without its ending. */
  readonly source: string;
  /** Names of files in that folder, without their endings; absent: all that is below it. */
  readonly files?: readonly string[];
  /** Folders or files of tests; each held source must be reached from them by imports. None: people run it, and see what it does. */
  readonly by: readonly string[];
  /** What those tests do that holds each of the files. */
  readonly why: string;
  /** True where the tests visit the files one by one, however many there are. */
  readonly each?: boolean;
  /** Folder of files that those tests start as programs. */
  readonly starts?: string;
}

const declaration =
  /^(?:export )?(?:default |declare )?(?:async )?(?:const|let|var|function|class|abstract class|enum)\b/m;

/** What more files are held by is no reason that is true of each. */
const mostFiles = 10;
/** A test beside a file that is farther away than by a door does not hold it. */
const nearImports = 2;

/** The entry that speaks of a file: that which names it before that of a folder, the narrowest of those. */
export function entryOf(held: readonly Held[], file: string): Held | undefined {
  const speaks = ({ source, files }: Held) =>
    files === undefined
      ? file === `${source}.ts` || file.startsWith(`${source}/`)
      : files.some((name) => file === `${source}/${name}.ts`);
  const rank = ({ source, files }: Held) => (files === undefined ? source.length : file.length);
  return held.filter(speaks).sort((one, other) => rank(other) - rank(one))[0];
}

/**
 * Source files that no test holds: neither one of their own name (`lib/x/y.ts` has `test/lib/x/y.test.ts`), nor one beside it (below
 * `test/lib/x`) that imports it at most through a door, nor one of the list; and entries of the list that hold nothing, or too much
 * at once. A file without any code (types, a door) needs none.
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
  const near = nearTests(sources, next);
  const used = new Map(held.map((one) => [one, 0]));
  const faults = [...sources].flatMap(([file, text]) => {
    if (file.startsWith('test/') || !declaration.test(text)) return [];
    if (sources.has(`test/${file.replace(/\.ts$/, '.test.ts')}`) || near.has(file)) return [];
    const entry = entryOf(held, file);
    if (entry === undefined)
      return [
        `${file} has no test: write test/${file.replace(/\.ts$/, '.test.ts')}, or say in tools/house/held.ts what holds it`,
      ];
    used.set(entry, (used.get(entry) ?? 0) + 1);
    if (entry.by.length === 0 || reached.get(entry)?.has(file)) return [];
    return [
      `${file} is not reached from ${entry.by.join(', ')}, which tools/house/held.ts names as its tests`,
    ];
  });
  const entries = [...used].flatMap(([{ source, each }, count]) => {
    if (count === 0) return [`${source} needs no entry in tools/house/held.ts`];
    if (count <= mostFiles || each === true) return [];
    return [`an entry of ${source} in tools/house/held.ts speaks of ${count} files: at most ${mostFiles}`];
  });
  return [...faults, ...entries];
}

/** The files that a test below the folder of their name imports, at most through a door. */
function nearTests(sources: Sources, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const near = new Set<string>();
  for (const test of [...sources.keys()].filter((file) => file.endsWith('.test.ts'))) {
    const distances = new Map([[test, 0]]);
    for (const [file, distance] of distances) {
      if (test.startsWith(`test/${dirname(file)}/`)) near.add(file);
      if (distance === nearImports) continue;
      for (const other of next.get(file) ?? []) if (!distances.has(other)) distances.set(other, distance + 1);
    }
  }
  return near;
}

function reachedBy(
  { by, starts }: Held,
  sources: Sources,
  next: ReadonlyMap<string, readonly string[]>,
): Set<string> {
  const tests = [...sources.keys()].filter((file) =>
    by.some((test) => file === test || file.startsWith(`${test}/`)),
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
