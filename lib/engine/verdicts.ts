import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FoundEngine } from './find';
import { cacheFolder } from './places';
import type { Question, Verdict } from './protocol';

/** What an engine said of a question earlier; undefined where it has not been asked or the note cannot be read. */
export function rememberedVerdict(engine: FoundEngine, question: Question): Verdict | undefined {
  try {
    return JSON.parse(readFileSync(noteOf(engine, question), 'utf8')) as Verdict;
  } catch {
    return undefined;
  }
}

/** Keeps a verdict for later runs. A machine that lets nothing be kept asks again each time. */
export function rememberVerdict(engine: FoundEngine, question: Question, verdict: Verdict): void {
  const file = noteOf(engine, question);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(verdict));
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // Nothing depends on it.
  }
}

function noteOf({ manifest }: FoundEngine, question: Question): string {
  const key = createHash('sha256')
    .update(`${manifest.sha256}\0${JSON.stringify(question)}`)
    .digest('hex');
  return join(cacheFolder(), 'verdicts', key.slice(0, 2), `${key.slice(2, 40)}.json`);
}
