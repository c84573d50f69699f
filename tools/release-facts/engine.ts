import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** How the engine of a release went. */
export interface EngineOutcome {
  readonly built: boolean;
  /** What the last command printed. */
  readonly output: string;
}

const root = join(__dirname, '..', '..');

/** Builds the engine of a release and puts the emitted trees before it. */
export function engineOf(release: string): EngineOutcome {
  const build = run('npm', ['run', '-s', 'engines', '--', release]);
  if (!build.built) return build;
  const verdict = run('node', [
    'package/run.js',
    'cli/index.ts',
    'validate',
    'dist',
    '--collector-version',
    release,
    '--engine',
    'only',
  ]);
  return { built: true, output: verdict.output };
}

function run(command: string, args: readonly string[]): EngineOutcome {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  return { built: status === 0, output: `${stdout}${stderr}`.trim().split('\n').slice(-20).join('\n') };
}
