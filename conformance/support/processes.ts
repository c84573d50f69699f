import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program that was started and is stopped by its owner. */
export interface Started {
  readonly name: string;
  readonly child: ChildProcess;
  /** File that holds what it printed. */
  readonly log: string;
  /** Ends it by a signal, waits, and kills it when it is not gone after `graceMs` (default 10 s). */
  stop(signal?: NodeJS.Signals, graceMs?: number): Promise<void>;
}

/** How to start a program. */
export interface Start {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment: nothing is inherited. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Working directory. */
  readonly folder?: string;
}

/** Starts programs, keeps their output in files and stops all of them in the reverse order. */
export class Processes {
  private readonly running: Started[] = [];
  private starts = 0;

  /** @param logs Folder for their output, one file a start. */
  constructor(private readonly logs: string) {}

  start({ name, command, args, environment = {}, folder }: Start): Started {
    const log = join(this.logs, `${String(this.starts++).padStart(2, '0')}-${name}.log`);
    const output = openSync(log, 'w');
    const child = spawn(command, args, { env: environment, cwd: folder, stdio: ['ignore', output, output] });
    closeSync(output);
    // A program that cannot be started is found by whoever waits for it.
    child.on('error', () => {});
    const started: Started = { name, child, log, stop: (signal, graceMs) => stop(child, signal, graceMs) };
    this.running.push(started);
    return started;
  }

  async stopAll(): Promise<void> {
    for (const started of this.running.reverse()) await started.stop('SIGTERM', 5_000);
    this.running.length = 0;
  }
}

/** True once a program has ended, or when it never began. */
export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}

async function stop(
  child: ChildProcess,
  signal: NodeJS.Signals = 'SIGTERM',
  graceMs = 10_000,
): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await ended;
  clearTimeout(late);
}

/** The last lines that a program printed. */
export function lastLines({ log }: Pick<Started, 'log'>, lines = 15): string {
  return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

/**
 * Waits until `test` holds.
 * @throws Error with the last lines of `program` when that ends first, or when `timeoutMs` have passed.
 */
export async function until(
  what: string,
  test: () => Promise<boolean>,
  {
    timeoutMs = 30_000,
    everyMs = 100,
    program,
  }: { timeoutMs?: number; everyMs?: number; program?: Started } = {},
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    if (await test().catch(() => false)) return;
    if (program !== undefined && hasEnded(program.child)) {
      throw new Error(`${program.name} ended before ${what}:\n${lastLines(program)}`);
    }
    if (Date.now() > deadline) {
      const tail = program === undefined ? '' : `:\n${lastLines(program)}`;
      throw new Error(`no ${what} within ${timeoutMs / 1000} s${tail}`);
    }
    await sleep(everyMs);
  }
}
