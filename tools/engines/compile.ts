import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from 'semver';
import { type Go, leaveOut, minorOf, versionsOf } from './release';

/** So often components are left out; each time several go. */
const rounds = 12;

/**
 * Compiles copied sources that were set to another release, and leaves out the components that cannot be had of it or do not compile:
 * the modules that they need may be missing, or older than theirs.
 *
 * @param compile compiles all; what it throws says in the message what is wrong
 * @returns modules of the components that were left out
 * @throws what `compile` throws where no component is to blame
 */
export function compileWhatCan(source: string, go: Go, compile: () => void): string[] {
  const file = join(source, 'components', 'components.go');
  const gone: string[] = [];
  for (let round = 0; ; round += 1) {
    try {
      compile();
      return gone;
    } catch (error) {
      const output = error instanceof Error ? error.message : String(error);
      if (round < rounds && replaceMissing(go, output)) continue;
      const culprits = blamed(output);
      const faulty = componentsIn(readFileSync(file, 'utf8')).filter((module) =>
        needsAny(imports(go), module, culprits),
      );
      if (faulty.length === 0 || round >= rounds) throw error;
      for (const module of faulty) leaveOut(file, module);
      gone.push(...faulty);
    }
  }
}

/**
 * Puts another patch of the same minor version in the place of modules that cannot be had: a module between two releases is named by its
 * commit, and not every commit is kept.
 */
function replaceMissing(go: Go, output: string): boolean {
  const missing = new Map(
    [...output.matchAll(/(\S+)@(v\d+\.\d+\.[^\s:]+): reading /g)].map(([, module = '', version = '']) => [
      module,
      version,
    ]),
  );
  const found = [...missing].flatMap(([module, version]) => {
    const minor = minorOf(version);
    const other = versionsOf(go, module).filter(
      (each) => minorOf(each) === minor && compare(each, version) < 0,
    );
    return other.length === 0 ? [] : [`${module}=${module}@${other.sort(compare).at(-1)}`];
  });
  for (const replacement of found) go('mod', 'edit', '-replace', replacement);
  return found.length > 0;
}

/** The packages that Go complains of: `# PACKAGE` before what does not compile, or the file that imports what cannot be had. */
export function blamed(output: string): Set<string> {
  const found = new Set<string>();
  for (const line of output.split('\n')) {
    const header = /^# (\S+)/.exec(line)?.[1];
    if (header !== undefined) found.add(header);
    const path = /^(?:\S*\/pkg\/mod\/|modules\/)(\S+)\/[^/\s]+\.go:\d+:\d+: /.exec(line)?.[1];
    if (path !== undefined)
      found.add(path.replace(/@[^/]+/, '').replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase()));
  }
  return found;
}

/** What each package imports, missing packages included. */
function imports(go: Go): Map<string, readonly string[]> {
  const lines = go('list', '-e', '-deps', '-f', '{{.ImportPath}}\t{{join .Imports ","}}', '.').split('\n');
  return new Map(lines.map((line) => [line.split('\t')[0] ?? '', line.split('\t')[1]?.split(',') ?? []]));
}

function needsAny(
  graph: ReadonlyMap<string, readonly string[]>,
  start: string,
  wanted: ReadonlySet<string>,
): boolean {
  const seen = new Set([start]);
  for (const one of seen) {
    if (wanted.has(one)) return true;
    for (const next of graph.get(one) ?? []) seen.add(next);
  }
  return false;
}

/** The packages of components that the sources link: those with a factory. */
function componentsIn(text: string): string[] {
  const made = new Set([...text.matchAll(/^\t\t(\w+)\.NewFactory\(\),/gm)].map(([, name]) => name));
  return [...text.matchAll(/^\t"(\S+)"$/gm)]
    .map(([, path = '']) => path)
    .filter((path) => made.has(path.split('/').at(-1)));
}
