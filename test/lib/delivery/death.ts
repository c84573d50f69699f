import childProcess from 'node:child_process';
import fs from 'node:fs';

/** Calls by which a run changes the disk. */
const changing = [
  'writeFileSync',
  'renameSync',
  'rmSync',
  'rmdirSync',
  'unlinkSync',
  'mkdirSync',
  'linkSync',
  'copyFileSync',
  'writeSync',
  'openSync',
  'chmodSync',
] as const;

class Death extends Error {}

/** How one operation fails: before it did anything, or, for git, after all of it. */
export type Fault = 'before' | 'after';

/**
 * Runs an action whose n-th change to the disk or git command fails, once: with ENOSPC, EPERM or EIO in turn, or with
 * a git that ends with status 128. All others work, so that the action cleans up as it can.
 * @returns what failed and what the action threw; undefined when the action ended before
 */
export function failAt(
  moment: number,
  fault: Fault,
  action: () => void,
): { readonly operation: string; readonly error: unknown } | undefined {
  let count = 0;
  let operation: string | undefined;
  const originals = allChanges();
  for (const [owner, name, original] of originals) {
    Reflect.set(owner, name, (...args: unknown[]) => {
      if (name === 'openSync' && args[1] === 'r') return Reflect.apply(original, owner, args);
      if (count++ !== moment) return Reflect.apply(original, owner, args);
      operation = name === 'spawnSync' ? `git ${String((args[1] as string[])[0])}` : name;
      if (fault === 'after') Reflect.apply(original, owner, args);
      if (name === 'spawnSync')
        return {
          status: 128,
          stdout: Buffer.alloc(0),
          stderr: Buffer.from('fatal: it failed'),
          signal: null,
        };
      const code = (['ENOSPC', 'EPERM', 'EIO'] as const)[moment % 3] ?? 'EIO';
      throw Object.assign(new Error(`${code}: it failed, ${name}`), { code, syscall: 'write' });
    });
  }
  let error: unknown;
  try {
    action();
  } catch (thrown) {
    error = thrown;
  } finally {
    for (const [owner, name, original] of originals) Reflect.set(owner, name, original);
  }
  return operation === undefined ? undefined : { operation, error };
}

function allChanges(): Original[] {
  return [
    ...changing.map((name): Original => [fs, name, fs[name]]),
    [childProcess, 'spawnSync', childProcess.spawnSync],
  ];
}

/**
 * Runs an action as if the process was killed at one of its changes to the disk: that one and all later ones fail, so
 * that no clean-up runs either. Files are written in halves, to leave torn ones.
 * @param moment which change is the fatal one, from 0
 * @returns true when the action came that far, false when it ended before
 */
export function dieAt(moment: number, action: () => void): boolean {
  let count = 0;
  // Each git command is a moment of its own: the process dies before it.
  const originals = allChanges();
  for (const [owner, name, original] of originals) {
    Reflect.set(owner, name, (...args: unknown[]) => {
      if (name === 'openSync' && args[1] === 'r') return Reflect.apply(original, owner, args);
      if (count === moment && name === 'writeFileSync') tear(originals, args);
      if (count >= moment) {
        count++;
        throw new Death('killed');
      }
      count++;
      return Reflect.apply(original, owner, args);
    });
  }
  try {
    action();
  } catch (error) {
    if (count <= moment) throw error;
  } finally {
    for (const [owner, name, original] of originals) Reflect.set(owner, name, original);
  }
  return count > moment;
}

type Original = readonly [owner: object, name: string, original: (...args: never[]) => unknown];

function tear(originals: readonly Original[], args: readonly unknown[]): void {
  const write = originals.find(([, name]) => name === 'writeFileSync')?.[2];
  const content = args[1];
  const half = Buffer.isBuffer(content)
    ? content.subarray(0, content.length / 2)
    : String(content).slice(0, String(content).length / 2);
  if (write !== undefined) Reflect.apply(write, fs, [args[0], half, args[2]]);
}

/** Takes away the locks that a killed process would have left dead. */
export function buryLocks(folder: string): void {
  for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
    if (name.startsWith('lock.')) fs.rmSync(`${folder}/${name}`);
  }
}
