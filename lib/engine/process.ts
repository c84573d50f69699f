import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Answers, Questions } from './protocol';

/** How long one run of an engine may take, in ms: many times what the longest takes on a busy machine. */
const patienceMs = 120_000;

/** Enough for the module's code and 256 MiB of its memory. */
const flags = [
  '--no-wasm-tier-up',
  '--no-wasm-dynamic-tiering',
  '--max-old-space-size=256',
  '--wasm-max-mem-pages=6400',
];

/** An engine that did not answer, with the reason. */
export class EngineFailure extends Error {}

/**
 * Puts questions before a module, in a process of its own that ends with the answers.
 *
 * @param module path of the compiled engine
 * @param timeout in ms; a run that takes longer is ended
 * @throws EngineFailure where it gives no answer
 */
export function askModule(module: string, questions: Questions, timeout: number = patienceMs): Answers {
  const { command, args, env } = engineCommand(module);
  const { stdout, stderr, error, status, signal } = spawnSync(command, args, {
    input: JSON.stringify(questions),
    encoding: 'utf8',
    timeout,
    killSignal: 'SIGKILL',
    maxBuffer: 1 << 28,
    env,
  });
  if (error !== undefined)
    throw new EngineFailure(isLate(error) ? `it took longer than ${timeout / 1000} s` : error.message);
  if (status !== 0)
    throw new EngineFailure(firstLine(stderr) ?? `it ended by ${signal ?? `status ${status}`}`);
  try {
    return JSON.parse(stdout) as Answers;
  } catch {
    throw new EngineFailure('what it wrote is not an answer');
  }
}

function isLate(error: Error): boolean {
  return 'code' in error && error.code === 'ETIMEDOUT';
}

function firstLine(text: string): string | undefined {
  return text.split('\n').find((line) => line.trim() !== '');
}

/** How the process of a module is started. */
export function engineCommand(module: string): { command: string; args: string[]; env: NodeJS.ProcessEnv } {
  const { NODE_OPTIONS: _options, ...env } = process.env;
  return { command: process.execPath, args: [...flags, runner(), module], env };
}

/** The program that runs modules; it stands beside the starter of the command line. */
function runner(): string {
  const name = join('package', 'engine-process.js');
  const roots = ['..', join('..', '..'), join('..', '..', '..')].map((up) => join(__dirname, up));
  const root = roots.find((folder) => existsSync(join(folder, name)));
  if (root === undefined) throw new EngineFailure(`${name} is missing; install otelflux again`);
  return join(root, name);
}
