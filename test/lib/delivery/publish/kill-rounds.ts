/*
 * Publishes again and again while it is killed with SIGKILL at moments that lie evenly in its first 400 ms, and looks after each kill
 * whether anything is lost: `node package/run.js test/lib/delivery/publish/kill-rounds.ts [rounds]`, 200 by default.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from '../../../support/programs';
import { bootstrapCheckout, git, publish, synthesise } from './checkout';

/** What came of some rounds. */
export interface Rounds {
  readonly killed: number;
  /** Kills that left a journal, so that the next run had something to complete. */
  readonly completed: number;
  /** One sentence for each round in which something was lost. */
  readonly losses: readonly string[];
}

/** The victim: publishes the two trees in turns, as fast as it can. */
async function publishForever(outputs: readonly string[], to: string): Promise<void> {
  process.stdout.write('ready\n');
  for (let i = 0; ; i++) {
    publish({ output: outputs[i % outputs.length] ?? '', to, commit: true });
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Starts the victim and kills it some ms after it is ready. */
function killOnce(root: string, wait: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const args = [...program('test/lib/delivery/publish/kill-rounds.ts'), '--victim', root];
    const victim = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    victim.once('error', reject);
    victim.stdout.once('data', () => setTimeout(() => victim.kill('SIGKILL'), wait));
    victim.once('exit', (code, signal) =>
      signal === 'SIGKILL' ? resolve() : reject(new Error(`the victim ended by itself (${code})`)),
    );
  });
}

/** Runs rounds in a temporary folder. */
export async function killRounds(
  rounds: number,
  tell: (line: string) => void = () => undefined,
): Promise<Rounds> {
  const root = mkdtempSync(join(tmpdir(), 'otelflux-kill-'));
  try {
    const fleet = bootstrapCheckout(join(root, 'fleet'));
    synthesise(join(root, 'one'), 'one', ['bank', 'user']);
    synthesise(join(root, 'two'), 'two', ['bank', 'payment', 'ledger']);
    const trees = ['one', 'two'].map((name) => {
      publish({ output: join(root, name), to: fleet, commit: true });
      return git(fleet, 'rev-parse', 'HEAD^{tree}');
    });
    const losses: string[] = [];
    let completed = 0;
    for (let round = 0; round < rounds; round++) {
      await killOnce(root, (400 * (round + 0.5)) / rounds);
      const last = round % 2;
      const loss = inspect(fleet, trees, join(root, last === 0 ? 'one' : 'two'), trees[last] ?? '');
      completed += loss.recovered ? 1 : 0;
      losses.push(...loss.problems.map((problem) => `round ${round + 1}: ${problem}`));
      if ((round + 1) % 20 === 0)
        tell(`${round + 1} rounds, ${completed} completed by the next run, ${losses.length} losses`);
    }
    return { killed: rounds, completed, losses };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function inspect(
  fleet: string,
  trees: readonly string[],
  output: string,
  expected: string,
): { recovered: boolean; problems: string[] } {
  const problems: string[] = [];
  if (!trees.includes(git(fleet, 'rev-parse', 'HEAD^{tree}'))) problems.push('the branch held a mixture');
  const { recovered } = publish({ output, to: fleet, commit: true });
  if (git(fleet, 'rev-parse', 'HEAD^{tree}') !== expected)
    problems.push('the next run did not publish its tree');
  if (git(fleet, 'status', '--porcelain') !== '') problems.push('the next run left the checkout dirty');
  if (git(fleet, 'show', 'HEAD:README.md') !== 'fleet') problems.push('a file of others was touched');
  return { recovered, problems };
}

if (require.main === module) {
  const root = process.argv[3];
  if (process.argv[2] === '--victim' && root !== undefined) {
    void publishForever([join(root, 'one'), join(root, 'two')], join(root, 'fleet'));
  } else {
    void killRounds(Number(process.argv[2] ?? 200), (line) => console.error(line)).then(
      ({ killed, completed, losses }) => {
        console.log(
          `${killed - losses.length} of ${killed} kills survived; ${completed} were completed by the next run`,
        );
        for (const loss of losses) console.log(loss);
        process.exitCode = losses.length === 0 ? 0 : 1;
      },
    );
  }
}
