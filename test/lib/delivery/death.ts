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

/**
 * Runs an action as if the process was killed at one of its changes to the disk: that one and all later ones fail, so
 * that no clean-up runs either. Files are written in halves, to leave torn ones.
 * @param moment which change is the fatal one, from 0
 * @returns true when the action came that far, false when it ended before
 */
export function dieAt(moment: number, action: () => void): boolean {
  let count = 0;
  const originals: Original[] = [
    ...changing.map((name): Original => [fs, name, fs[name]]),
    // Each git command is a moment of its own: the process dies before it.
    [childProcess, 'spawnSync', childProcess.spawnSync],
  ];
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
