import { mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const memory = '/dev/shm';

/** Tests write many small files, which costs half as much in memory; they may take a gibibyte, and run programs there. */
function isRoomy(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory);
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .find((line) => line.split(' ')[1] === memory);
    return bavail * bsize > 2 ** 30 && mount !== undefined && !/\bnoexec\b|\bro\b/.test(mount);
  } catch {
    return false;
  }
}

/** Run by jest before all tests: temporary folders lie in memory where there is room. */
export default function setUp(): void {
  if (process.env.TMPDIR === undefined && isRoomy())
    process.env.TMPDIR = mkdtempSync(join(memory, 'otelflux-tests-'));
}

/** Run by jest after all tests. */
export function tearDown(): void {
  const { TMPDIR: folder } = process.env;
  if (folder?.startsWith(join(memory, 'otelflux-tests-'))) rmSync(folder, { recursive: true, force: true });
}
