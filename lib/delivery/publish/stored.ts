import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkout } from './git';
import { look } from './look';

/** Where the files lie. */
interface Place {
  readonly checkout: Checkout;
  readonly path: string;
  readonly folder: string;
}

/**
 * Contents of files of a target as git would store them: a checkout may have given them other line ends
 * (`core.autocrlf`, `eol=crlf`), which no hand did.
 */
export class StoredContents {
  /** Files whose line ends git takes back. */
  private readonly converted = new Set<string>();
  private readonly seen = new Set<string>();

  constructor(private readonly target: Place) {}

  /** Asks git about those of these files that have other line ends, all at once. */
  look(paths: Iterable<string>): void {
    const doubtful = [...new Set(paths)].filter(
      (path) => !this.seen.has(path) && this.raw(path)?.includes('\r\n'),
    );
    for (const path of paths) this.seen.add(path);
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

  private raw(path: string): Buffer | undefined {
    const file = join(this.target.folder, path);
    return look(file)?.isFile() === true ? readFileSync(file) : undefined;
  }
}

function withoutReturns(content: Buffer | undefined): Buffer {
  return Buffer.from((content ?? Buffer.alloc(0)).toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}

/** Git's name for a content, in the notation of another name: SHA-1, or SHA-256 in repositories that use it. */
function blobName(content: Buffer, like: string): string {
  const algorithm = like.length === 64 ? 'sha256' : 'sha1';
  return createHash(algorithm).update(`blob ${content.length}\0`).update(content).digest('hex');
}
