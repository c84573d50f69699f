/**
 * `npm run mutations -- --seed 1`: makes mutants of lib/ and charts/, one at a time in a worktree of its own, runs the tests that
 * hold the changed file and, where those notice nothing, all that reach it, and tells which mutants survive. What is known already
 * is not run again: a run that was stopped goes on where it was. `--shard 2/4` takes every fourth mutant; shards may run at once.
 */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { groupBy } from '../../lib/documents';
import { held } from '../house/held';
import { readSources } from '../house/imports';
import { type Chosen, chosen } from './chosen';
import { equivalent } from './equivalent';
import { holders } from './holders';
import { withMutant } from './mutants';

const root = join(__dirname, '..', '..');
// Tests alone are the roots of an ordinary run; what a source reaches is known only where sources are too.
const roots = ['--roots', 'test', 'lib', 'charts', 'environments', 'examples', 'tools', 'cli'];
const patience = 15 * 60 * 1000;

/** What became of a mutant; of those that survive the changed line. */
interface Outcome {
  readonly mutant: string;
  readonly outcome: 'types' | 'tests' | 'patience' | 'equivalent' | 'survived';
  readonly line: string;
}

function main(): number {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '60' },
      shard: { type: 'string', default: '1/1' },
      results: { type: 'string', default: join(root, 'build', 'mutations.jsonl') },
      workers: { type: 'string', default: '2' },
    },
  });
  const [shard = 1, shards = 1] = values.shard.split('/').map(Number);
  const sources = readSources(root, ['lib', 'charts', 'test']);
  const code = new Map([...sources].filter(([file]) => !file.startsWith('test/')));
  const mutants = chosen(code, Number(values.seed), Number(values.count)).filter(
    (_, index) => index % shards === shard - 1,
  );
  const known = new Map(readResults(values.results).map((one) => [one.mutant, one]));
  const worktree = openWorktree();
  try {
    for (const [index, mutant] of mutants.entries()) {
      const name = nameOf(mutant);
      if (known.has(name)) continue;
      const tests = holders(mutant.file, sources, held);
      const outcome = outcomeOf(worktree, mutant, tests, values.workers);
      known.set(name, outcome);
      appendFileSync(values.results, `${JSON.stringify(outcome)}\n`);
      console.error(`${index + 1} of ${mutants.length}: ${outcome.outcome} ${name}`);
    }
  } finally {
    closeWorktree(worktree);
  }
  const outcomes = mutants.flatMap((mutant) => known.get(nameOf(mutant)) ?? []);
  const survivors = outcomes.filter(({ outcome }) => outcome === 'survived');
  for (const { mutant, line } of survivors) console.log(`${mutant}\n  ${line}`);
  const counts = [...groupBy(outcomes, ({ outcome }) => outcome)];
  console.log(counts.map(([outcome, those]) => `${outcome} ${those.length}`).join(', '));
  console.log(`${survivors.length} of ${outcomes.length} mutants survived`);
  return survivors.length * 20 > outcomes.length ? 1 : 0;
}

function nameOf({ file, start, before, after }: Chosen): string {
  const line = readFileSync(join(root, file)).subarray(0, start).toString().split('\n').length;
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

/** The commit that is checked out, in a folder where files can be changed. */
function openWorktree(): string {
  const folder = mkdtempSync(join(tmpdir(), 'otelflux-mutations-'));
  const made = spawnSync('git', ['worktree', 'add', '--force', '--detach', folder, 'HEAD'], { cwd: root });
  if (made.status !== 0) throw new Error(String(made.stderr));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function closeWorktree(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  spawnSync('git', ['worktree', 'prune'], { cwd: root });
}

function outcomeOf(folder: string, mutant: Chosen, tests: readonly string[], workers: string): Outcome {
  const path = join(folder, mutant.file);
  const text = readFileSync(path, 'utf8');
  const changed = withMutant(text, mutant);
  const line =
    changed
      .slice(changed.lastIndexOf('\n', mutant.start - 1) + 1)
      .split('\n')[0]
      ?.trim() ?? '';
  const outcome = { mutant: nameOf(mutant), line };
  if (equivalent.some((one) => one.file === mutant.file && one.line === line))
    return { ...outcome, outcome: 'equivalent' };
  writeFileSync(path, changed);
  try {
    const run = (command: string, args: string[]) =>
      spawnSync(command, args, {
        cwd: folder,
        timeout: patience,
        stdio: 'ignore',
        env: { ...process.env, CI: 'true' },
      });
    if (run('npx', ['tsc', '--noEmit']).status !== 0) return { ...outcome, outcome: 'types' };
    const jest = ['jest', '--ci', '--bail', '--passWithNoTests', '-w', workers];
    for (const which of [tests, [...roots, '--findRelatedTests', mutant.file]]) {
      if (which.length === 0) continue;
      const { status, error } = run('npx', [...jest, ...which]);
      if (error !== undefined) return { ...outcome, outcome: 'patience' };
      if (status !== 0) return { ...outcome, outcome: 'tests' };
    }
    return { ...outcome, outcome: 'survived' };
  } finally {
    writeFileSync(path, text);
  }
}

process.exitCode = main();
