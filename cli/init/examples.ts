import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../../lib/documents';

/** Folder of the examples, in the checkout and in the package. */
const root = join(__dirname, '..', '..', 'examples');

/** A platform to start from. */
export interface ExamplePlatform {
  readonly name: string;
  /** What it is, on one line. */
  readonly title: string;
  /** Names of its environments. */
  readonly environments: readonly string[];
  /** Where its files lie: path in the new repository → path of the file or folder. */
  readonly sources: { readonly [path: string]: string };
}

/** Names of the examples, from their folders. */
export function exampleNames(): string[] {
  return readdirSync(root).filter((name) => existsSync(join(root, name, 'example.json')));
}

/** The example of a name, or a line that says which there are. */
export function exampleNamed(name: string): ExamplePlatform | string {
  const names = exampleNames();
  if (!names.includes(name)) {
    const guess = nearest(name, names);
    const hint = guess === undefined ? '.' : `; did you mean "${guess}"?`;
    return `--example ${name}: there is no such example${hint} Write one of ${names.join(', ')}`;
  }
  const folder = join(root, name);
  const about = JSON.parse(readFileSync(join(folder, 'example.json'), 'utf8')) as {
    readonly title: string;
    readonly environments: readonly string[];
    readonly copy?: { readonly [path: string]: string };
  };
  const sources = about.copy ?? { environments: 'environments', 'main.ts': 'main.ts' };
  return {
    name,
    title: about.title,
    environments: about.environments,
    sources: Object.fromEntries(
      Object.entries(sources).map(([path, source]) => [path, join(folder, source)]),
    ),
  };
}

/** The files of an example as they stand in a repository that has otelflux as a package. */
export function files(example: ExamplePlatform): { readonly path: string; readonly text: string }[] {
  return Object.entries(example.sources).flatMap(([path, source]) => filesBelow(source, path));
}

function filesBelow(source: string, path: string): { path: string; text: string }[] {
  if (statSync(source).isDirectory()) {
    return readdirSync(source).flatMap((name) => filesBelow(join(source, name), `${path}/${name}`));
  }
  return [{ path, text: withPackageImports(readFileSync(source, 'utf8')) }];
}

/** In this repository the examples import the rooms, elsewhere the package. */
function withPackageImports(text: string): string {
  return text
    .replace(/(['"])(?:\.{1,2}\/)+charts\1/g, "'otelflux/charts'")
    .replace(/(['"])(?:\.{1,2}\/)+lib\/collector\1/g, "'otelflux'");
}
