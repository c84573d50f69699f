import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

/** What the command line reads of the package.json of otelflux. */
export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: { readonly [name: string]: string };
  readonly devDependencies: { readonly [name: string]: string };
}

/**
 * The package.json of otelflux: beside the sources, or one folder above the compiled files.
 * @throws Error where the installation lacks it
 */
export function ownManifest(): PackageManifest {
  return JSON.parse(readFileSync(join(ownFolder(), 'package.json'), 'utf8')) as PackageManifest;
}

function ownFolder(): string {
  const candidates = [join(__dirname, '..'), join(__dirname, '..', '..')];
  const folder = candidates.find((candidate) => existsSync(join(candidate, 'package.json')));
  if (folder === undefined) throw new Error('the package.json of otelflux is missing; install it again');
  return resolve(folder);
}

/**
 * What a package.json in another folder asks for to get this very otelflux: the tarball or the Git repository that it was
 * installed from, or the checkout that it runs in. Never a name alone, which belongs to whoever registers it first.
 * @returns undefined where it is not known
 */
export function ownSource(folder: string): string | undefined {
  const own = ownFolder();
  if (basename(dirname(own)) !== 'node_modules')
    return `file:${relative(resolve(folder), own).split(sep).join('/')}`;
  const resolved = installedFrom(join(dirname(own), '.package-lock.json'));
  if (resolved?.startsWith('file:') !== true) return resolved;
  const tarball = resolve(dirname(dirname(own)), resolved.slice('file:'.length));
  return `file:${relative(resolve(folder), tarball).split(sep).join('/')}`;
}

/** Where npm says that it took the package from, for anything but a registry. */
function installedFrom(lockfile: string): string | undefined {
  if (!existsSync(lockfile)) return undefined;
  const lock = JSON.parse(readFileSync(lockfile, 'utf8')) as {
    packages?: { [path: string]: { resolved?: string } };
  };
  const resolved = lock.packages?.['node_modules/otelflux']?.resolved;
  return resolved !== undefined && /^(?:file:|git\+)/.test(resolved) ? resolved : undefined;
}
