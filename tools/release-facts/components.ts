import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareReleases } from '../../lib/documents';
import type { ComponentFile } from '../schemas/lib/collector/model';
import type { Catalog } from '../schemas/lib/collector/read';
import type { Inspection } from '../schemas/lib/collector/reflection';

const root = join(__dirname, '..', '..');
const reader = join(root, 'tools', 'schemas', 'go-fields');

/** `schemas/collector`. */
export const catalogFolder = join(root, 'schemas', 'collector');

const prefixes: { readonly [repository: string]: string } = {
  contrib: 'github.com/open-telemetry/opentelemetry-collector-contrib',
  core: 'go.opentelemetry.io/collector',
};

/** The newest release that has a folder of its own. */
export function newestFolder(): string {
  const releases = readdirSync(catalogFolder).filter((name) => /^\d+\.\d+\.\d+$/.test(name));
  const newest = releases.sort(compareReleases).at(-1);
  if (newest === undefined) throw new Error(`${catalogFolder} holds no release`);
  return newest;
}

/**
 * The fields of the components at a release, off the modules that can be had; the others stand under `failed`.
 *
 * @param core release of the core's modules; default: that of contrib, with 0 at its end: core has fewer patches
 */
export function inspect(
  catalog: Catalog,
  release: string,
  core: string = release.replace(/\d+$/, '0'),
): Inspection {
  const lines = componentLines(catalog.components, release, core);
  const output = execFileSync('go', ['run', '.', '-release', release], {
    cwd: reader,
    // What the proxies do not have is carried; its repository is not cloned instead.
    env: { ...process.env, GOPROXY: proxies() },
    input: `${lines.join('\n')}\n`,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return JSON.parse(output) as Inspection;
}

/** The folder of a module at a release; undefined where the proxies do not have it. */
export function moduleFolder(module: string, release: string): string | undefined {
  try {
    const output = execFileSync('go', ['mod', 'download', '-json', `${module}@v${release}`], {
      cwd: reader,
      env: { ...process.env, GOPROXY: proxies() },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return (JSON.parse(output) as { readonly Dir?: string }).Dir;
  } catch {
    return undefined;
  }
}

function proxies(): string {
  const set = execFileSync('go', ['env', 'GOPROXY'], { encoding: 'utf8' }).trim();
  return set
    .split(/[,|]/)
    .filter((proxy) => proxy !== 'direct')
    .join(',');
}

/** One line for each component that is not gone: class, type, module, version. */
export function componentLines(
  components: readonly ComponentFile[],
  release: string,
  core: string,
): string[] {
  return components.flatMap(({ class: kind, type, module, repository, until }) => {
    const prefix = prefixes[repository];
    if (prefix === undefined || until !== undefined) return [];
    return [`${kind} ${type} ${prefix}/${module} v${repository === 'core' ? core : release}`];
  });
}
