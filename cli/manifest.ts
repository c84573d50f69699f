import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the command line reads of the package.json of otelflux. */
export interface Manifest {
  readonly version: string;
  readonly dependencies: { readonly [name: string]: string };
  readonly devDependencies: { readonly [name: string]: string };
}

/**
 * The package.json of otelflux: beside the sources, or one folder above the compiled files.
 * @throws Error where the installation lacks it
 */
export function ownManifest(): Manifest {
  const candidates = [join(__dirname, '..', 'package.json'), join(__dirname, '..', '..', 'package.json')];
  const path = candidates.find((candidate) => existsSync(candidate));
  if (path === undefined) throw new Error('the package.json of otelflux is missing; install it again');
  return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
}
