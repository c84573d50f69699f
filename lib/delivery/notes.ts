import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { cacheFolder } from '../engine';

const sumLength = 32;

/** What runs keep for later ones, in a folder of the user's cache that may be deleted at any time. */
export class Notes {
  private readonly folder: string;

  /**
   * @param area name of the folder
   * @param most how many bytes of notes are kept; the oldest ones go
   */
  constructor(
    area: string,
    private readonly most: number,
  ) {
    this.folder = join(cacheFolder(), area);
  }

  /** A value as it was kept; undefined where there is none, or not the whole of it. */
  read(key: string): unknown {
    try {
      const note = readFileSync(join(this.folder, key));
      const body = note.subarray(sumLength);
      return sumOf(body).equals(note.subarray(0, sumLength)) ? deserialize(body) : undefined;
    } catch {
      return undefined;
    }
  }

  /** Keeps a value of plain data. Where nothing can be kept, nothing is. */
  write(key: string, value: unknown): void {
    const file = join(this.folder, key);
    try {
      const body = serialize(value);
      mkdirSync(this.folder, { recursive: true });
      writeFileSync(`${file}.${process.pid}`, Buffer.concat([sumOf(body), body]));
      renameSync(`${file}.${process.pid}`, file);
      this.dropOldest(key);
    } catch {
      // Nothing depends on it.
    }
  }

  /** @param last the one that was written just now, which clocks may not tell from others */
  private dropOldest(last: string): void {
    const notes = readdirSync(this.folder).map((name) => {
      const { size, mtimeMs } = statSync(join(this.folder, name));
      return { name, size, mtimeMs };
    });
    const age = ({ name, mtimeMs }: { name: string; mtimeMs: number }) =>
      name === last ? Number.NEGATIVE_INFINITY : -mtimeMs;
    notes.sort((a, b) => (age(a) < age(b) ? -1 : 1));
    let total = 0;
    for (const { name, size } of notes) {
      total += size;
      if (total > this.most) rmSync(join(this.folder, name), { force: true });
    }
  }
}

function sumOf(body: Uint8Array): Buffer {
  return createHash('sha256').update(body).digest();
}
