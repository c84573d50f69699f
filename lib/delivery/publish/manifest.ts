import { createHash } from 'node:crypto';
import { once } from '../../documents';
import { staysInside } from '../plain-file';

/** Name of the file that lists what publish owns, in the target folder. Flux reads YAML only, so it passes it over. */
export const manifestFile = '.otelflux.json';

/** What publish wrote last time. */
export interface PublishManifest {
  readonly environment: string;
  /** SHA-256 of each owned file in hexadecimal, by path relative to the target, the manifest itself left out. */
  readonly files: Readonly<Record<string, string>>;
}

const version = 1;

/** SHA-256 in hexadecimal. */
export const hash = once((content: Buffer): string => createHash('sha256').update(content).digest('hex'));

/** The manifest of files about to be written. */
export function manifestOf(environment: string, files: ReadonlyMap<string, Buffer>): PublishManifest {
  const paths = [...files.keys()].sort();
  return {
    environment,
    files: Object.fromEntries(paths.map((path) => [path, hash(files.get(path) ?? Buffer.alloc(0))])),
  };
}

/** A manifest as it is written. */
export function writeManifest(manifest: PublishManifest): Buffer {
  const notice =
    'Written by otelflux publish, which owns these files. Change them in the platform repository.';
  return Buffer.from(`${JSON.stringify({ notice, version, ...manifest }, null, 2)}\n`);
}

/**
 * Reads a manifest.
 * @returns undefined where the content is none, for instance because of a merge conflict
 */
export function parseManifest(content: Buffer): PublishManifest | undefined {
  try {
    const value: unknown = JSON.parse(content.toString('utf8'));
    if (typeof value !== 'object' || value === null || Reflect.get(value, 'version') !== version)
      return undefined;
    const environment: unknown = Reflect.get(value, 'environment');
    const files: unknown = Reflect.get(value, 'files');
    if (typeof environment !== 'string' || typeof files !== 'object' || files === null) return undefined;
    const entries = Object.entries(files);
    if (!entries.every(([path, sum]) => staysInside(path) && typeof sum === 'string')) return undefined;
    return { environment, files: Object.fromEntries(entries) };
  } catch {
    return undefined;
  }
}
