import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Answers, Questions } from './protocol';

/** How long one run of an engine may take, in ms. */
const patienceMs = 60_000;

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
 * @throws EngineFailure where it gives no answer
 */
export function askModule(module: string, questions: Questions): Answers {
  const { NODE_OPTIONS: _options, ...env } = process.env;
  const { stdout, stderr, error, status, signal } = spawnSync(
    process.execPath,
    [...flags, runner(), module],
    {
      input: JSON.stringify(questions),
      encoding: 'utf8',
      timeout: patienceMs,
      maxBuffer: 1 << 28,
      env,
    },
  );
  if (error !== undefined) throw new EngineFailure(error.message);
  if (status !== 0)
    throw new EngineFailure(lastLine(stderr) ?? `it ended by ${signal ?? `status ${status}`}`);
  return JSON.parse(stdout) as Answers;
}

function lastLine(text: string): string | undefined {
  return text.split('\n').find((line) => line.trim() !== '');
}

/** The program that runs modules; it stands beside the starter of the command line. */
function runner(): string {
  const name = join('package', 'engine-process.js');
  const roots = ['..', join('..', '..'), join('..', '..', '..')].map((up) => join(__dirname, up));
  const root = roots.find((folder) => existsSync(join(folder, name)));
  if (root === undefined) throw new EngineFailure(`${name} is missing; install otelflux again`);
  return join(root, name);
}
