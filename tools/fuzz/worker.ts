/** Runs cases one after another in one process, and tells of each. Started by `index.ts` on a thread of its own. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { runCommandLine } from '../../cli/program';
import { type CaseId, type CommandRun, writeCase } from './cases';
import { readCorpus } from './corpus';
import type { RunOutcome } from './judge';

/** What a batch is about. */
export interface Batch {
  readonly ids: readonly CaseId[];
  readonly seed: number;
  /** Folder in which each case gets its own. */
  readonly folder: string;
}

/** What a worker tells: what it is about to run, and how it went. */
export type Message =
  | { readonly about: CaseId; readonly run: CommandRun }
  | { readonly done: CaseId; readonly run: CommandRun; readonly outcome: RunOutcome };

const { ids, seed, folder } = workerData as Batch;
const port = parentPort;

function tell(message: Message): void {
  port?.postMessage(message);
}

/** Runs the command line with what it prints kept. */
async function outcomeOf(run: CommandRun): Promise<RunOutcome> {
  const printed = { stdout: '', stderr: '' };
  const written = { stdout: process.stdout.write, stderr: process.stderr.write };
  for (const stream of ['stdout', 'stderr'] as const) {
    process[stream].write = (chunk: string | Uint8Array): boolean => {
      printed[stream] += String(chunk);
      return true;
    };
  }
  process.exitCode = 0;
  const before = process.cpuUsage();
  try {
    await runCommandLine(run.words);
  } catch (error) {
    printed.stderr += error instanceof Error ? error.stack : String(error);
  } finally {
    Object.assign(process.stdout, { write: written.stdout });
    Object.assign(process.stderr, { write: written.stderr });
  }
  const { user, system } = process.cpuUsage(before);
  return { status: Number(process.exitCode ?? 0), ...printed, cost: (user + system) / 1000 };
}

async function main(): Promise<void> {
  const corpus = readCorpus();
  for (const id of ids) {
    const own = join(folder, `${id.kind}-${id.index}`);
    mkdirSync(own, { recursive: true });
    for (const run of writeCase(id, seed, corpus, own).runs) {
      tell({ about: id, run });
      tell({ done: id, run, outcome: await outcomeOf(run) });
    }
    rmSync(own, { recursive: true, force: true });
  }
}

void main();
