/**
 * `npm run mutations -- --seed 1`: makes mutants of lib/ and charts/ of a commit (`--commit`, else the one that is checked out), one
 * at a time in a worktree of its own. One that does not compile is none. The others meet the tests that reach the changed file,
 * nearest first, until one fails; `--tests 40` leaves it at the nearest forty. What is known already is not run again: a run that was
 * stopped goes on where it was. `--shard 2/4` takes every fourth mutant; shards may run at once.
 */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { groupBy } from '../../lib/documents';
import { held } from '../house/held';
import { readSources } from '../house/imports';
import { type ChosenMutant, chosen } from './chosen';
import { equivalent } from './equivalent';
import { Importers } from './importers';
import { withMutant } from './mutants';
import { inParts, nearestTests } from './nearest-tests';
import { childSeconds } from './processor-time';
import { Types } from './types';

const root = join(__dirname, '..', '..');
const rooms = ['lib', 'charts', 'environments', 'examples', 'tools', 'cli', 'test', 'main.ts'];
/** Seconds of processor time in which a part of the tests must end, and for each of its files. */
const patience = { start: 30, file: 10 };

/** What became of a mutant; of those that survive the changed line. */
interface Outcome {
  readonly mutant: string;
  readonly outcome: 'types' | 'tests' | 'patience' | 'equivalent' | 'survived';
  readonly line: string;
  /** Tests that ran, those of them that failed, and seconds of processor time that they took. */
  readonly tests?: number;
  readonly failed?: readonly string[];
  readonly seconds?: number;
}

/** What stands in the worktree. */
interface House {
  readonly folder: string;
  readonly sources: ReadonlyMap<string, string>;
  readonly importers: Importers;
  readonly types: Types;
  /** Processes that run tests. */
  readonly workers: string;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      commit: { type: 'string', default: 'HEAD' },
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '60' },
      shard: { type: 'string', default: '1/1' },
      results: { type: 'string', default: join(root, 'build', 'mutations.jsonl') },
      tests: { type: 'string', default: 'Infinity' },
      workers: { type: 'string', default: '1' },
    },
  });
  const [shard = 1, shards = 1] = values.shard.split('/').map(Number);
  const folder = openWorktree(values.commit);
  try {
    const sources = readSources(folder, rooms);
    const code = new Map([...sources].filter(([file]) => /^(?:lib|charts)\//.test(file)));
    const mutants = chosen(code, Number(values.seed), Number(values.count)).filter(
      (_, index) => index % shards === shard - 1,
    );
    const types = await Types.open(folder);
    const { workers } = values;
    const house = { folder, sources, importers: new Importers(sources), types, workers };
    const outcomes = judged(house, mutants, values.results, Number(values.tests));
    types.close();
    return report(outcomes) + reportFailing(house, outcomes);
  } finally {
    closeWorktree(folder);
  }
}

function judged(house: House, mutants: readonly ChosenMutant[], results: string, most: number): Outcome[] {
  mkdirSync(dirname(results), { recursive: true });
  const known = new Map(readResults(results).map((one) => [one.mutant, one]));
  return mutants.map((mutant, index) => {
    const name = nameOf(house, mutant);
    const before = known.get(name);
    if (before !== undefined) return before;
    const outcome = outcomeOf(house, name, mutant, most);
    appendFileSync(results, `${JSON.stringify(outcome)}\n`);
    console.error(`${index + 1} of ${mutants.length}: ${outcome.outcome} ${name}`);
    return outcome;
  });
}

function report(outcomes: readonly Outcome[]): number {
  const mutants = outcomes.filter(({ outcome }) => outcome !== 'types' && outcome !== 'equivalent');
  const survivors = mutants.filter(({ outcome }) => outcome === 'survived');
  for (const { mutant, line } of survivors) console.log(`${mutant}\n  ${line}`);
  const counts = [...groupBy(outcomes, ({ outcome }) => outcome)];
  console.log(counts.map(([outcome, those]) => `${outcome} ${those.length}`).join(', '));
  const seconds = outcomes.reduce((sum, one) => sum + (one.seconds ?? 0), 0);
  console.log(
    `${survivors.length} of ${mutants.length} mutants survived; ${Math.round(seconds)} s of processor time`,
  );
  return survivors.length * 20 > mutants.length ? 1 : 0;
}

/** A test that fails without any mutant tells nothing. */
function reportFailing(house: House, outcomes: readonly Outcome[]): number {
  const tests = [...new Set(outcomes.flatMap(({ failed }) => failed ?? []))];
  const failed = tests.length === 0 ? [] : run(house, tests, []).failed;
  for (const test of failed) console.log(`${test} fails without a mutant: what it noticed does not count`);
  return failed.length;
}

function nameOf({ sources }: House, { file, start, before, after }: ChosenMutant): string {
  const line = Buffer.from(sources.get(file) ?? '')
    .subarray(0, start)
    .toString()
    .split('\n').length;
  const shorten = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
  return `${file}:${line} ${shorten(before)} → ${shorten(after)}`;
}

function readResults(file: string): Outcome[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Outcome);
}

/** A commit, in a folder where files can be changed. */
function openWorktree(commit: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'otelflux-mutations-'));
  const made = spawnSync('git', ['worktree', 'add', '--force', '--detach', folder, commit], { cwd: root });
  if (made.status !== 0) throw new Error(String(made.stderr));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function closeWorktree(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  spawnSync('git', ['worktree', 'prune'], { cwd: root });
}

function outcomeOf(house: House, name: string, mutant: ChosenMutant, most: number): Outcome {
  const path = join(house.folder, mutant.file);
  const text = house.sources.get(mutant.file) ?? '';
  const changed = withMutant(text, mutant);
  const line = lineAt(changed, Buffer.from(text).subarray(0, mutant.start).toString().length);
  const known = { mutant: name, line };
  if (equivalent.some((one) => one.file === mutant.file && one.line === line))
    return { ...known, outcome: 'equivalent' };
  const importers = house.importers.byDoors(mutant.file);
  writeFileSync(path, changed);
  try {
    if (!house.types.compile(mutant.file, importers)) return { ...known, outcome: 'types' };
    const tests = nearestTests(mutant.file, house.sources, house.importers, held).slice(0, most);
    return { ...known, ...tried(house, tests) };
  } finally {
    writeFileSync(path, text);
    house.types.compile(mutant.file, []);
  }
}

function lineAt(text: string, at: number): string {
  const rest = text.slice(text.lastIndexOf('\n', at - 1) + 1);
  return rest.split('\n')[0]?.trim() ?? '';
}

/** Runs tests part by part until one fails. */
function tried(house: House, tests: readonly string[]): Omit<Outcome, 'mutant' | 'line'> {
  const before = childSeconds();
  let ran = 0;
  const ended = (outcome: Outcome['outcome'], failed: readonly string[] = []) => ({
    outcome,
    tests: ran,
    failed,
    seconds: Math.round((childSeconds() - before) * 10) / 10,
  });
  for (const part of inParts(tests)) {
    ran += part.length;
    const { failed, hangs } = run(house, part, ['--bail']);
    if (hangs) return ended('patience');
    if (failed.length > 0) return ended('tests', failed);
  }
  return ended('survived');
}

function run({ folder, workers }: House, tests: readonly string[], options: readonly string[]) {
  const seconds = patience.start + patience.file * tests.length;
  const jest = ['node_modules/.bin/jest', '--ci', '--colors=false', '-w', workers, ...options];
  // A mutant may run for ever; on a machine that does much else only processor time tells.
  const limited = ['-c', `ulimit -t ${seconds}; exec node "$@"`, 'jest'];
  const { status, signal, stderr } = spawnSync('bash', [...limited, ...jest, '--runTestsByPath', ...tests], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, CI: 'true' },
  });
  // A run that bails out writes no report.
  const failed = [...stderr.matchAll(/^FAIL (\S+)/gm)].map((match) => match[1] ?? '');
  if (status !== 0 && signal === null && failed.length === 0) throw new Error(stderr);
  return { failed: [...new Set(failed)], hangs: signal !== null };
}

main().then((code) => {
  process.exitCode = code;
});
