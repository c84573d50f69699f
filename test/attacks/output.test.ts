import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

/** The command line in a pipe of a shell; its own status is told by the last line. */
function piped(words: string, pipe: string) {
  const program = `"${process.execPath}" package/run.js cli/index.ts ${words}`;
  const { stdout, stderr } = spawnSync(
    'bash',
    ['-c', `${program} ${pipe}; echo "status \${PIPESTATUS[0]}"`],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, OTELFLUX_ENGINE: 'off' },
    },
  );
  return { status: /status (\d+)\s*$/.exec(stdout)?.[1], stderr };
}

describe('a reader that has seen enough', () => {
  it.each([
    ['after a line', 'graph --json dist/develop', '| head -n 1'],
    ['at once', 'graph --svg - dist/develop', '| true'],
    ['of a list', 'catalog otlp --json', '| head -c 10'],
  ])('%s is no fault', (_what, words, pipe) => {
    expect(piped(words, pipe)).toEqual({ status: '0', stderr: '' });
  });
});

describe('a full disk', () => {
  it.each(['graph --json dist/develop', 'catalog otlp --json'])('is told in one line: %s', (words) => {
    const { status, stderr } = piped(words, '> /dev/full');
    expect(stderr).toBe('otelflux: standard output cannot be written (ENOSPC)\n');
    expect(status).toBe('2');
  });
});
