import { join } from 'node:path';

const root = join(__dirname, '..', '..');

/** The words after `node` that run a program of this repository as its users do, whatever folder they are in. */
export function program(path: string): string[] {
  return [join(root, 'package', 'run.js'), join(root, path)];
}

/** The words after `node` that run the command line. */
export const commandLine = program('cli/index.ts');
