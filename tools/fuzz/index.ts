/*
 * Puts mutated documents and trees to the command line: `npm run fuzz [-- --documents 450 --trees 50 --processes 5 --seed N --shard 1/2]`.
 * Each case goes through three verbs that its seed chooses, many in one process; some go through a process of their own, which
 * must say the same. Prints what is wrong with a run, and how to repeat it; the exit status is 1 when anything is.
 * `--only "document 17"` runs one case and keeps its input.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { type CaseId, type CommandRun, writeCase } from './cases';
import { readCorpus } from './corpus';
import { budget, faultsOf, memoryBudget, type RunOutcome } from './judge';
import type { Batch, Message } from './worker';

const { values: options } = parseArgs({
  options: {
    documents: { type: 'string', default: '450' },
    trees: { type: 'string', default: '50' },
    processes: { type: 'string', default: '5' },
    /** A number, or `random`. */
    seed: { type: 'string', default: '18' },
    batch: { type: 'string', default: '1000' },
    /** `1/2`: the first of two parts of the cases, which run at once. */
    shard: { type: 'string', default: '1/1' },
    only: { type: 'string' },
  },
});

const root = join(__dirname, '..', '..');
const starter = join(root, 'package', 'run.js');
const seed = options.seed === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(options.seed);
/** A run that costs no more than its budget may still wait long on a busy machine. */
const patience = budget * 24;

if (!Number.isSafeInteger(seed)) throw new Error(`--seed ${options.seed}: give a whole number, or random`);

/** Pipelines run in the engine elsewhere; here it would be all that is measured. */
const env = { ...process.env, OTELFLUX_ENGINE: 'off' };

const folder = mkdtempSync(join(tmpdir(), 'otelflux-fuzz-'));
const faults: string[] = [];
const costs: { readonly cost: number; readonly words: readonly string[]; readonly name: string }[] = [];
/** What runs in one process printed, for those that are run again in processes of their own. */
const printed = new Map<string, RunOutcome>();
let runs = 0;
let counted: readonly CaseId[] = [];
let alone: readonly CaseId[] = [];

function nameOf({ kind, index }: CaseId): string {
  return `${kind} ${index}`;
}

function fault(id: CaseId, run: CommandRun, what: string): void {
  const line = `${nameOf(id)}: otelflux ${run.words.join(' ').replaceAll(`${folder}/`, '')}: ${what}`;
  faults.push(line);
  console.log(`${line}\n  npm run fuzz -- --seed ${seed} --only "${nameOf(id)}"`);
}

function judged(id: CaseId, run: CommandRun, outcome: RunOutcome): void {
  runs += 1;
  for (const what of faultsOf(run, outcome)) fault(id, run, what);
  costs.push({ cost: outcome.cost, words: run.words, name: nameOf(id) });
}

/** Runs a batch on a thread; when it dies or hangs, what is left of the batch goes on without the case. */
async function runBatch(ids: readonly CaseId[], own: ReadonlySet<string>): Promise<void> {
  let left = [...ids];
  while (left.length > 0) {
    const data: Batch = { ids: left, seed, folder };
    const current = await runWorker(data, own);
    if (current === undefined) return;
    left = left.slice(left.findIndex((id) => nameOf(id) === nameOf(current)) + 1);
  }
}

/** The case at which a thread died; undefined where it came to its end. */
function runWorker(data: Batch, own: ReadonlySet<string>): Promise<CaseId | undefined> {
  return new Promise((done) => {
    const worker = new Worker(starter, {
      argv: [join(__dirname, 'worker.ts')],
      workerData: data,
      env,
      resourceLimits: { maxOldGenerationSizeMb: memoryBudget },
    });
    let current: { readonly id: CaseId; readonly run: CommandRun } | undefined;
    let timer: NodeJS.Timeout | undefined;
    const end = (what: string): void => {
      clearTimeout(timer);
      void worker.terminate();
      if (current === undefined) throw new Error(`the worker does not start: ${what}`);
      fault(current.id, current.run, what);
      done(current.id);
    };
    worker.on('message', (message: Message) => {
      clearTimeout(timer);
      if ('about' in message) {
        current = { id: message.about, run: message.run };
        timer = setTimeout(() => end(`no end after ${patience} ms`), patience);
      } else {
        judged(message.done, message.run, message.outcome);
        if (own.has(nameOf(message.done))) printed.set(keyOf(message.done, message.run), message.outcome);
      }
    });
    worker.on('error', (error) => end(`died: ${error.message}`));
    worker.on('exit', () => {
      clearTimeout(timer);
      done(undefined);
    });
  });
}

function keyOf(id: CaseId, { words }: CommandRun): string {
  return `${nameOf(id)} ${words.join(' ')}`;
}

/** Runs a case in processes of its own, which must end and print as the runs in one process did. */
async function runAlone(id: CaseId): Promise<void> {
  const own = join(folder, `${id.kind}-${id.index}`);
  mkdirSync(own, { recursive: true });
  for (const run of writeCase(id, seed, readCorpus(), own).runs) {
    const outcome = await processOf(run);
    const before = printed.get(keyOf(id, run));
    for (const what of faultsOf(run, outcome)) fault(id, run, `in its own process: ${what}`);
    if (before !== undefined && (before.status !== outcome.status || before.stdout !== outcome.stdout))
      fault(id, run, 'says something else in a process of its own');
    runs += 1;
  }
  if (options.only === undefined) rmSync(own, { recursive: true, force: true });
  else console.log(`the input is in ${own}`);
}

function processOf({ words }: CommandRun): Promise<RunOutcome> {
  return new Promise((done) => {
    const limit = `--max-old-space-size=${memoryBudget}`;
    const child = spawn(process.execPath, [limit, starter, join(root, 'cli', 'index.ts'), ...words], {
      cwd: root,
      env,
    });
    const outcome = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (outcome.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (outcome.stderr += text));
    const timer = setTimeout(() => child.kill('SIGKILL'), patience);
    child.on('close', (code) => {
      clearTimeout(timer);
      done({ status: code ?? -1, ...outcome, cost: 0 });
    });
  });
}

function idsOf(kind: CaseId['kind'], count: number): CaseId[] {
  return Array.from({ length: count }, (_, index) => ({ kind, index }));
}

async function main(): Promise<void> {
  const [kind, index] = options.only?.split(' ') ?? [];
  if (kind === 'document' || kind === 'tree') {
    await runAlone({ kind, index: Number(index) });
    return;
  }
  const [part = 1, parts = 1] = options.shard.split('/').map(Number);
  const whole = [...idsOf('document', Number(options.documents)), ...idsOf('tree', Number(options.trees))];
  const all = whole.filter((_, at) => at % parts === part - 1);
  const wanted = Math.min(Math.round(Number(options.processes) / parts), all.length);
  counted = all;
  alone = all.filter(
    (_, at) => Math.floor((at * wanted) / all.length) !== Math.floor(((at - 1) * wanted) / all.length),
  );
  const own = new Set(alone.map(nameOf));
  const size = Number(options.batch);
  for (let at = 0; at < all.length; at += size) {
    await runBatch(all.slice(at, at + size), own);
    console.error(`${Math.min(at + size, all.length)} of ${all.length} cases, ${faults.length} faults`);
  }
  for (const id of alone) await runAlone(id);
}

void main().then(() => {
  if (options.only === undefined) rmSync(folder, { recursive: true, force: true });
  costs.sort((a, b) => b.cost - a.cost);
  for (const { cost, words, name } of costs.slice(0, 5)) {
    console.log(`${Math.round(cost)} ms: ${name}: ${words.join(' ').replaceAll(`${folder}/`, '')}`);
  }
  const { user, system } = process.cpuUsage();
  const [documents, trees] = ['document', 'tree'].map(
    (kind) => counted.filter((id) => id.kind === kind).length,
  );
  console.log(
    `seed ${seed}, part ${options.shard}: ${documents} documents, ${trees} trees, ${alone.length} of them as processes too: ${runs} runs, ${faults.length} faults; ${Math.round((user + system) / 1e6)} s of processor time here`,
  );
  process.exitCode = faults.length === 0 ? 0 : 1;
});
