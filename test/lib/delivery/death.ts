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
  const originals = changing.map((name) => [name, fs[name]] as const);
  for (const [name, original] of originals) {
    Reflect.set(fs, name, (...args: unknown[]) => {
      if (name === 'openSync' && args[1] === 'r') return Reflect.apply(original, fs, args);
      if (count === moment && name === 'writeFileSync') tear(originals, args);
      if (count >= moment) {
        count++;
        throw new Death('killed');
      }
      count++;
      return Reflect.apply(original, fs, args);
    });
  }
  try {
    action();
  } catch (error) {
    if (count <= moment) throw error;
  } finally {
    for (const [name, original] of originals) Reflect.set(fs, name, original);
  }
  return count > moment;
}

function tear(originals: readonly (readonly [string, unknown])[], args: readonly unknown[]): void {
  const write = originals.find(([name]) => name === 'writeFileSync')?.[1];
  const text = String(args[1]);
  if (typeof write === 'function')
    Reflect.apply(write, fs, [args[0], text.slice(0, text.length / 2), args[2]]);
}

/** Takes away the locks that a killed process would have left dead. */
export function buryLocks(folder: string): void {
  for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
    if (name.startsWith('lock.')) fs.rmSync(`${folder}/${name}`);
  }
}
