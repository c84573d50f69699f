import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from 'semver';
import { minorOf } from '../../lib/documents';
import { type Go, leaveOut, versionsOf } from './release';

/** So often components are left out; each time several go. */
const rounds = 12;

/** A component that was left out. */
export interface LeftOut {
  /** Its module. */
  readonly module: string;
  /** The first complaint of what it needs. */
  readonly why: string;
}

/**
 * Compiles copied sources that were set to another release, and leaves out the components that cannot be had of it or do not compile:
 * the modules that they need may be missing, or older than theirs.
 *
 * @param compile compiles all; what it throws says in the message what is wrong
 * @returns the components that were left out
 * @throws what `compile` throws where no component is to blame
 */
export function compileWhatCan(source: string, go: Go, compile: () => void): LeftOut[] {
  const file = join(source, 'components', 'components.go');
  const gone: LeftOut[] = [];
  for (let round = 0; ; round += 1) {
    try {
      compile();
      return gone;
    } catch (error) {
      const output = error instanceof Error ? error.message : String(error);
      if (round < rounds && replaceMissing(source, go, output)) continue;
      const culprits = blamed(output);
      const graph = imports(go);
      const faulty = componentsIn(readFileSync(file, 'utf8')).flatMap((module) => {
        const culprit = neededOf(graph, module, culprits);
        return culprit === undefined ? [] : [{ module, why: culprits.get(culprit) ?? '' }];
      });
      if (faulty.length === 0 || round >= rounds) throw error;
      for (const { module } of faulty) leaveOut(file, module);
      gone.push(...faulty);
    }
  }
}

/** Below the sources: what stands in for modules of which no version can be had, `_stubs/MODULE`. */
export const stubs = '_stubs';

/**
 * Puts another patch of the same minor version in the place of modules that cannot be had: a module between two releases is named by its
 * commit, and not every commit is kept. Where there is none, ours stands in if we have one.
 */
function replaceMissing(source: string, go: Go, output: string): boolean {
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
    const patch = other.sort(compare).at(-1);
    if (patch !== undefined) return [`${module}=${module}@${patch}`];
    return standsIn(source, module) ? [`${module}=./${stubs}/${module}`] : [];
  });
  for (const replacement of found) go('mod', 'edit', '-replace', replacement);
  return found.length > 0;
}

/** Makes a module of what stands in for one; false where there is nothing, or it stands there already. */
function standsIn(source: string, module: string): boolean {
  const folder = join(source, stubs, module);
  const file = join(folder, 'go.mod');
  if (!existsSync(folder) || existsSync(file)) return false;
  writeFileSync(file, `module ${module}\n\ngo 1.26.0\n`);
  return true;
}

/**
 * The packages that Go complains of, with the first complaint: `# PACKAGE` before what does not compile, or the file that imports what cannot
 * be had.
 */
export function blamed(output: string): Map<string, string> {
  const found = new Map<string, string>();
  const blame = (name: string, why: string) => {
    if (!found.has(name)) found.set(name, why);
  };
  const lines = output.split('\n');
  for (const [at, line] of lines.entries()) {
    const header = /^# (\S+)/.exec(line)?.[1];
    if (header !== undefined) blame(header, lines[at + 1] ?? '');
    const path = /^(?:\S*\/pkg\/mod\/|modules\/)(\S+)\/[^/\s]+\.go:\d+:\d+: /.exec(line)?.[1];
    if (path !== undefined)
      blame(
        path.replace(/@[^/]+/, '').replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase()),
        line.replace(/^\S+: /, ''),
      );
  }
  return found;
}

/** What each package imports, missing packages included. */
function imports(go: Go): Map<string, readonly string[]> {
  const lines = go('list', '-e', '-deps', '-f', '{{.ImportPath}}\t{{join .Imports ","}}', '.').split('\n');
  return new Map(lines.map((line) => [line.split('\t')[0] ?? '', line.split('\t')[1]?.split(',') ?? []]));
}

/** The first of some packages that a package needs. */
function neededOf(
  graph: ReadonlyMap<string, readonly string[]>,
  start: string,
  wanted: ReadonlyMap<string, string>,
): string | undefined {
  const seen = new Set([start]);
  for (const one of seen) {
    if (wanted.has(one)) return one;
    for (const next of graph.get(one) ?? []) seen.add(next);
  }
  return undefined;
}

/** The packages of components that the sources link: those with a factory. */
function componentsIn(text: string): string[] {
  const made = new Set([...text.matchAll(/^\t\t(\w+)\.NewFactory\(\),/gm)].map(([, name]) => name));
  return [...text.matchAll(/^\t"(\S+)"$/gm)]
    .map(([, path = '']) => path)
    .filter((path) => made.has(path.split('/').at(-1)));
}
