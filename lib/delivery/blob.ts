import { createHash } from 'node:crypto';
import { once } from '../documents';

/** Git's name for a content, in the notation of another name: SHA-256 in repositories that use it, otherwise SHA-1. */
export function blobName(content: Buffer, like = ''): string {
  return like.length === 64 ? named('sha256', content) : sha1Name(content);
}

const sha1Name = once((content: Buffer) => named('sha1', content));

function named(algorithm: string, content: Buffer): string {
  return createHash(algorithm).update(`blob ${content.length}\0`).update(content).digest('hex');
}
