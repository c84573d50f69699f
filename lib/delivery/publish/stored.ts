import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blobName } from '../blob';
import type { Checkout } from './git';
import { look } from './look';
import { hash } from './manifest';
import type { Standing } from './standing';

/** Where the files lie. */
interface Place {
  readonly checkout: Checkout;
  readonly path: string;
  readonly folder: string;
}

/**
 * Contents of files of a target as git would store them: a checkout may have given them other line ends
 * (`core.autocrlf`, `eol=crlf`), which no hand did. What git has already told the content of is not read.
 */
export class StoredContents {
  /** Files whose line ends git takes back. */
  private readonly converted = new Set<string>();
  private readonly seen = new Set<string>();

  constructor(
    private readonly target: Place,
    private readonly standing: Standing,
  ) {}

  /** Asks git about those of these files that have other line ends, all at once. */
  look(paths: Iterable<string>): void {
    const unseen = [...new Set(paths)].filter((path) => !this.seen.has(path));
    for (const path of unseen) this.seen.add(path);
    const doubtful = unseen.filter((path) => this.raw(path)?.includes('\r\n'));
    if (doubtful.length === 0) return;
    const full = doubtful.map((path) => `${this.target.path}/${path}`);
    const blobs = this.target.checkout
      .text(['hash-object', '--stdin-paths'], { input: `${full.join('\n')}\n` })
      .split('\n');
    for (const [index, path] of doubtful.entries()) {
      if (blobName(withoutReturns(this.raw(path)), blobs[index] ?? '') === blobs[index])
        this.converted.add(path);
    }
  }

  /** Undefined where there is no file. */
  of(path: string): Buffer | undefined {
    const content = this.raw(path);
    return this.converted.has(path) ? withoutReturns(content) : content;
  }

  /** Whether git knows, without a look at the file, that it holds a content. */
  isKnownToHold(path: string, content: Buffer | undefined): content is Buffer {
    const blob = this.standing.blob(path);
    return blob !== undefined && content !== undefined && blobName(content, blob) === blob;
  }

  /** Whether a file holds a content. */
  holds(path: string, content: Buffer): boolean {
    return this.isKnownToHold(path, content) || this.of(path)?.equals(content) === true;
  }

  /**
   * SHA-256 of a file; undefined where there is none.
   * @param guess what it may hold, which saves reading it
   */
  sum(path: string, guess?: Buffer): string | undefined {
    if (this.isKnownToHold(path, guess)) return hash(guess);
    const content = this.of(path);
    return content && hash(content);
  }

  private raw(path: string): Buffer | undefined {
    const file = join(this.target.folder, path);
    return look(file)?.isFile() === true ? readFileSync(file) : undefined;
  }
}

function withoutReturns(content: Buffer | undefined): Buffer {
  return Buffer.from((content ?? Buffer.alloc(0)).toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}
