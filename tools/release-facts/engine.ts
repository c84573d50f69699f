import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtFolder, type Defaults, type EngineManifest, manifestFile } from '../../lib/engine';
import { differences } from '../../lib/upgrade';

/** How the engine of a release went. */
export interface EngineOutcome {
  readonly built: boolean;
  /** What the last command printed. */
  readonly output: string;
  /** Defaults that the default release has otherwise, a line each; absent where it was not built. */
  readonly defaults?: readonly string[];
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
  return { built: true, output: verdict.output, defaults: flips(defaultsOf(), defaultsOf(release)) };
}

/** What an engine that was built says of defaults. */
function defaultsOf(release?: string): Defaults {
  const file = join(builtFolder(join(root, 'engine'), release), manifestFile);
  return (JSON.parse(readFileSync(file, 'utf8')) as EngineManifest).defaults ?? {};
}

/** The defaults of two releases that differ, of types that both know. */
export function flips(before: Defaults, after: Defaults): string[] {
  return Object.entries(before).flatMap(([section, types]) =>
    Object.entries(types).flatMap(([type, values]) =>
      differences(values, after[section]?.[type], null).map(
        ({ path, was, is }) => `${[section, type, ...path].join('::')}: ${was} → ${is}`,
      ),
    ),
  );
}

function run(command: string, args: readonly string[]): EngineOutcome {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  return { built: status === 0, output: `${stdout}${stderr}`.trim().split('\n').slice(-20).join('\n') };
}
