import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../../lib/engine';

/** How a program ended; `code` is undefined where it was still running when its time was over. */
export interface Answer {
  readonly code?: number;
  readonly output: string;
}

/** Beyond this, what is kept of a program is begun anew. */
const mostBytes = 32 * 1024 * 1024;

/**
 * What a program answered, kept between runs and shared by the parts: the same program asked the same says the same. The file may be
 * deleted at any time.
 */
export class KeptAnswers {
  private readonly file: string;
  private readonly known = new Map<string, Answer>();

  constructor(program: string) {
    const { size, mtimeMs } = statSync(program);
    const name = digestOf(program, String(size), String(mtimeMs)).slice(0, 16);
    this.file = join(cacheFolder(), 'conformance', `${name}.jsonl`);
    if (!existsSync(this.file)) return;
    if (statSync(this.file).size > mostBytes) rmSync(this.file);
    else this.read();
  }

  /** The answer to a question, which is asked where it is not known. Only what ended by itself is sure to end so again. */
  async of(question: readonly string[], ask: () => Promise<Answer>): Promise<Answer> {
    const key = digestOf(...question);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const answer = await ask();
    if (answer.code === undefined) return answer;
    this.known.set(key, answer);
    mkdirSync(dirname(this.file), { recursive: true });
    appendFileSync(this.file, `${JSON.stringify([key, answer])}\n`);
    return answer;
  }

  private read(): void {
    for (const line of readFileSync(this.file, 'utf8').split('\n')) {
      try {
        const [key, answer] = JSON.parse(line) as [string, Answer];
        this.known.set(key, answer);
      } catch {
        // Half a line of a run that was killed, or the end of the file.
      }
    }
  }
}

function digestOf(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}\n${part}`);
  return hash.digest('hex');
}
