import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';

/** One import of a source file, types included. */
export interface Import {
  /** The importing file, from the root of the checkout. */
  readonly file: string;
  readonly line: number;
  /** What stands between the quotes. */
  readonly text: string;
  /** The imported source file, from the root of the checkout; undefined for a package or a file that is no source. */
  readonly target?: string;
}

/** Source files by their path from the root of the checkout. */
export type Sources = ReadonlyMap<string, string>;

const statement =
  /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*'([^']+)'|^\s*import\s*'([^']+)'|\b(?:import|require)\('([^']+)'\)/gm;

/** The TypeScript of some folders and files. */
export function readSources(root: string, tops: readonly string[]): Sources {
  const sources = new Map<string, string>();
  for (const top of tops) {
    const path = join(root, top);
    if (top.endsWith('.ts')) sources.set(top, readFileSync(path, 'utf8'));
    else if (existsSync(path)) readFolder(root, path, sources);
  }
  return sources;
}

/** The sources of every room of a house. */
export function readRooms(root: string, house: { readonly [folder: string]: unknown }): Sources {
  const tops = new Set(Object.keys(house).map((room) => (room.startsWith('lib/') ? 'lib' : room)));
  return readSources(root, [...tops]);
}

function readFolder(root: string, folder: string, sources: Map<string, string>): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!['node_modules', 'dist', 'template'].includes(entry.name)) readFolder(root, path, sources);
    } else if (entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts')) {
      sources.set(relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8'));
    }
  }
}

/** All imports of some sources, in their order. */
export function importsOf(sources: Sources): Import[] {
  return [...sources].flatMap(([file, text]) =>
    [...text.matchAll(statement)].map((match): Import => {
      const name = match[1] ?? match[2] ?? match[3] ?? '';
      const target = name.startsWith('.') ? resolved(sources, file, name) : undefined;
      const end = match.index + match[0].length;
      const line = text.slice(0, end).split('\n').length;
      return { file, line, text: name, ...(target === undefined ? {} : { target }) };
    }),
  );
}

function resolved(sources: Sources, file: string, name: string): string | undefined {
  const path = posix.normalize(posix.join(dirname(file), name));
  return [path, `${path}.ts`, `${path}/index.ts`].find((candidate) => sources.has(candidate));
}
