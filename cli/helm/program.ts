import { spawnSync } from 'node:child_process';
import { WrongUse } from '../ending';

/** Helm cannot be started. */
export class NoHelm extends WrongUse {}

/** The Helm that is asked: OTELFLUX_HELM, else the one on PATH. */
export function helmProgram(): string {
  return process.env.OTELFLUX_HELM ?? 'helm';
}

/** What a run of Helm ended with. */
export interface HelmRun {
  readonly ok: boolean;
  readonly stdout: string;
  /** The last line that it complained with. */
  readonly complaint: string;
}

const oneMinute = 60_000;

/**
 * Runs Helm, which sees no cluster.
 * @throws NoHelm where the program cannot be started
 */
export function runHelm(helm: string, words: readonly string[]): HelmRun {
  const { status, stdout, stderr, error } = spawnSync(helm, words, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: oneMinute,
    env: { ...process.env, KUBECONFIG: '/dev/null' },
  });
  if (error !== undefined && status === null)
    throw new NoHelm(`${helm} cannot be started: ${reasonOf(error)}`);
  return { ok: status === 0, stdout: stdout ?? '', complaint: lastLine(stderr ?? '') };
}

function reasonOf(error: Error): string {
  return 'code' in error && error.code === 'ENOENT' ? 'there is no such program' : error.message;
}

function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^(?:level=|WARNING)/.test(line));
  return (lines.at(-1) ?? 'it ended without a word')
    .replace(/^Error: /, '')
    .replace(/\.$/, '')
    .slice(0, 400);
}
