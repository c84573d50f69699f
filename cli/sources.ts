import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from '../lib/checks';
import { maximumBytes, sortedBy } from '../lib/documents';

import { reasonOf, WrongUse } from './ending';
import { learnSecrets, tell } from './output';

/** A path that cannot be opened: wrong use, told in one line. */
export class UnreadablePath extends WrongUse {}

/** Name that findings give to what comes in by a pipe. */
export const standardInput = '<stdin>';

const yamlFile = /\.ya?ml$/i;

/**
 * Reads the inputs of a run: files, every YAML file below folders, standard input for `-`.
 *
 * @throws UnreadablePath for a path that cannot be opened, and for a folder without any YAML file
 */
export function readInputs(paths: readonly string[]): Source[] {
  return paths.flatMap((path) => (path === '-' ? [fromDescriptor(standardInput, 0)] : readPath(path)));
}

function readPath(path: string): Source[] {
  if (!attempt(path, () => statSync(path)).isDirectory()) return [readFile(path)];
  const names = attempt(path, () => filesBelow(path));
  if (names.length === 0)
    throw new UnreadablePath(
      `${path}: there is no YAML file in this folder; give one with manifests, or a file`,
    );
  // What stands beside an environment's objects for people is passed over when sources are sorted by environment.
  return names.map((name) => ({ ...readFile(name), base: path }));
}

/** YAML files below a folder in a stable order; hidden folders, dependencies and Helm charts, which are templates, left out. */
function filesBelow(folder: string): string[] {
  const entries = sortedBy(readdirSync(folder, { withFileTypes: true }), ({ name }) => name);
  if (entries.some(({ name }) => name === 'Chart.yaml')) return [];
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const isPassedOver = entry.name.startsWith('.') || entry.name === 'node_modules';
      return isPassedOver ? [] : filesBelow(path);
    }
    const isWanted = yamlFile.test(entry.name) || entry.name === 'Kustomization';
    return isWanted && isReadable(path) ? [path] : [];
  });
}

/** A link that leads nowhere, a pipe or a device below a folder is passed over, with a word. */
function isReadable(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() === true) return true;
  if (found?.isDirectory() !== true)
    tell(
      `${path}: passed over, since it is ${found === undefined ? 'a link that leads nowhere' : 'no plain file'}`,
    );
  return false;
}

function readFile(path: string): Source {
  // A pipe that nobody writes to is empty, and is not waited for.
  const descriptor = attempt(path, () => openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)));
  try {
    return attempt(path, () => fromDescriptor(path, descriptor));
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The text of one file, which must have one.
 * @throws UnreadablePath for one that cannot be opened, and for what is no text
 */
export function textOf(path: string): string {
  const { text, refusal } = readFile(path);
  if (text === undefined) throw new UnreadablePath(refusal?.message ?? `${path}: cannot be read`);
  return text;
}

/** Reads what a descriptor gives, but no more than is judged: pipes have no size to ask for. */
function fromDescriptor(name: string, descriptor: number): Source {
  const { size } = fstatSync(descriptor);
  if (size > maximumBytes) return tooLarge(name);
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    // A pipe says that it has nothing.
    const chunk = Buffer.allocUnsafe(size === 0 ? 65536 : size + 1);
    const read = readChunk(descriptor, chunk);
    if (read === 0) break;
    chunks.push(chunk.subarray(0, read));
    length += read;
    if (length > maximumBytes) return tooLarge(name);
  }
  const content = Buffer.concat(chunks, length);
  if (!isUtf8(content)) return { name, refusal: { rule: 'IN-2', message: `${name} is not UTF-8 text` } };
  const text = content.toString('utf8').replace(/^\uFEFF/, '');
  learnSecrets(text);
  return { name, text };
}

function readChunk(descriptor: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, chunk, 0, chunk.length, null);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function tooLarge(name: string): Source {
  return { name, refusal: { rule: 'IN-3', message: `${name} is larger than 64 MiB` } };
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new UnreadablePath(`${path}: cannot be opened (${reasonOf(error)})`);
  }
}
