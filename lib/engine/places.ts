import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { defaultRelease } from './manifest';

/** Folder of everything that is kept between runs and may be deleted at any time: `OTELFLUX_CACHE`, else `~/.cache/otelflux`. */
export function cacheFolder(): string {
  return process.env.OTELFLUX_CACHE ?? join(homedir(), '.cache', 'otelflux');
}

/**
 * Folder in which the engine of some sources is kept once it is built; the same sources and release, the same folder.
 *
 * @param release another release than that of the sources
 */
export function builtFolder(sources: string, release: string = defaultRelease): string {
  const digest = digestOf(sources);
  return join(cacheFolder(), 'engines', release === defaultRelease ? digest : `${digest}-${release}`);
}

/** The sources of the engines where this is a checkout: the folder that holds `engine/go.mod`. */
export function sourceFolder(): string | undefined {
  const candidates = [join(__dirname, '..', '..'), join(__dirname, '..'), join(__dirname, '..', '..', '..')];
  const root = candidates.find((candidate) => existsSync(join(candidate, 'engine', 'go.mod')));
  return root === undefined ? undefined : join(root, 'engine');
}

function digestOf(folder: string): string {
  const hash = createHash('sha256');
  for (const file of filesOf(folder).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(folder, file)))
      .update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

function filesOf(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return filesOf(folder, path);
    return /\.go$|^go\.(mod|sum)$|\/keep\.txt$/.test(path) && !path.endsWith('_test.go') ? [path] : [];
  });
}
