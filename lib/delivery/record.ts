import { createHash, hash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sortedBy } from '../documents';
import type { RenderedFile } from './tree';

/**
 * Name of the file, in the output folder, that lists what synth wrote there: a line a file, as `sha256sum` writes it.
 * Flux reads YAML below an environment's folder only, so it passes it over. It is committed with the tree.
 */
export const recordFile = '.otelflux.sha256';

const notice =
  '# Written by otelflux synth, which owns these files and replaces them. A file that is not listed is never deleted.';

/** The hashes of each owned file by path; two where a merge brought both. */
export type Ownership = ReadonlyMap<string, ReadonlySet<string>>;

/** The record of a tree, as a file of it. */
export function recordOf(files: readonly RenderedFile[]): RenderedFile {
  // By path, so that a change of one file is a change of one line.
  const lines = sortedBy(files, ({ path }) => path).map(({ path, text }) => `${sha256(text)}  ${path}`);
  return { path: recordFile, text: `${[notice, ...lines].join('\n')}\n` };
}

/**
 * What the record of an output folder says; undefined where there is none. Lines that say nothing, such as those of an
 * unfinished merge, are passed over.
 */
export function readRecord(output: string): Ownership | undefined {
  const path = join(output, recordFile);
  if (!existsSync(path) || !lstatSync(path).isFile()) return undefined;
  const owned = new Map<string, Set<string>>();
  for (const line of readFileSync(path, 'utf8').split(/\r?\n/)) {
    const [, sum, file] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (sum === undefined || file === undefined) continue;
    owned.set(file, (owned.get(file) ?? new Set()).add(sum));
  }
  return owned;
}

/** Whether a file is as synth wrote it; a checkout may have given it other line ends. */
export function isAsWritten(path: string, sums: ReadonlySet<string>): boolean {
  const text = readFileSync(path, 'utf8');
  return sums.has(sha256(text)) || sums.has(sha256(text.replaceAll('\r\n', '\n')));
}

/** In one call where Node has it, from 20.12 on: a hash for each file is most of what the record costs. */
const sha256 =
  typeof hash === 'function'
    ? (text: string): string => hash('sha256', text)
    : (text: string): string => createHash('sha256').update(text).digest('hex');
