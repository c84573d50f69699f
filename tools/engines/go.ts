import { execFileSync } from 'node:child_process';

/** What is built: the engine's module, or a program for this machine. */
export type EngineTarget = 'wasm' | 'native';

/**
 * Runs Go in a folder of sources.
 *
 * @param complaints `inherit` lets Go complain to the user; `pipe` keeps it quiet: what it says stands in the message of what is thrown
 */
export function runGo(
  folder: string,
  target: EngineTarget,
  args: readonly string[],
  complaints: 'inherit' | 'pipe',
): string {
  return execFileSync('go', args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    stdio: ['ignore', 'pipe', complaints],
    env: {
      ...process.env,
      CGO_ENABLED: '0',
      ...(target === 'wasm' ? { GOOS: 'wasip1', GOARCH: 'wasm' } : {}),
      GOWORK: 'off',
      GOFLAGS: `${parallel()}-mod=mod -buildvcs=false`,
    },
  });
}

/** Of flags that are set from outside, how much is done at once; the others would change what is built. */
function parallel(): string {
  const set = /-p=\d+/.exec(process.env.GOFLAGS ?? '')?.[0];
  return set === undefined ? '' : `${set} `;
}
