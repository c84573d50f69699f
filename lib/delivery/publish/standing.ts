import type { Checkout } from './git';

/** Where the files lie: a folder of a checkout, relative to its root. */
interface Place {
  readonly checkout: Checkout;
  readonly path: string;
}

/**
 * What git knows of the files of a target, so that those that nobody touched need not be read: plain files that are the same in the last
 * commit, in the index and in the work tree. Git tells it by the times that it keeps in its index, as `git status` does.
 */
export class Standing {
  private constructor(
    /** Content of each file that is the same everywhere, by git's name for it. */
    private readonly settled: ReadonlyMap<string, string>,
    private readonly tracked: ReadonlySet<string>,
    /** Paths that differ between last commit, index and work tree, untracked ones included. */
    readonly uncommitted: readonly string[],
  ) {}

  static of(place: Place): Standing {
    const uncommitted = uncommittedBelow(place);
    const changed = new Set(uncommitted);
    const settled = new Map<string, string>();
    const tracked = new Set<string>();
    for (const { path, tag, mode, blob } of indexBelow(place)) {
      tracked.add(path);
      // With another tag git was told not to look at the file.
      if (tag === 'H' && mode === '100644' && !changed.has(path)) settled.set(path, blob);
    }
    return new Standing(settled, tracked, uncommitted);
  }

  /** Git's name for the content of a file that is the same everywhere; undefined for any other. */
  blob(path: string): string | undefined {
    return this.settled.get(path);
  }

  /** Whether git's index has a file, so that no .gitignore keeps it out. */
  isTracked(path: string): boolean {
    return this.tracked.has(path);
  }
}

interface IndexEntry {
  readonly path: string;
  readonly tag: string;
  readonly mode: string;
  readonly blob: string;
}

function indexBelow({ checkout, path }: Place): IndexEntry[] {
  return below(path, checkout.text(['ls-files', '-s', '-v', '-z', '--', literal(path)]), (line) => {
    const end = line.indexOf('\t');
    const [tag = '', mode = '', blob = ''] = line.slice(0, end).split(' ');
    return { path: line.slice(end + 1), tag, mode, blob };
  });
}

function uncommittedBelow({ checkout, path }: Place): string[] {
  const args = [
    'status',
    '--porcelain=v1',
    '-z',
    '--untracked-files=all',
    '--no-renames',
    '--ignore-submodules=none',
  ];
  const output = checkout.text([...args, '--', literal(path)]);
  return below(path, output, (line) => ({ path: line.slice(3) })).map((found) => found.path);
}

function literal(path: string): string {
  return `:(literal)${path}`;
}

/** Lines of git about files below a folder, with paths relative to it. */
function below<Line extends { readonly path: string }>(
  folder: string,
  output: string,
  read: (line: string) => Line,
): Line[] {
  const prefix = `${folder}/`;
  return output.split('\0').flatMap((line) => {
    if (line === '') return [];
    const found = read(line);
    return found.path.startsWith(prefix) ? [{ ...found, path: found.path.slice(prefix.length) }] : [];
  });
}
