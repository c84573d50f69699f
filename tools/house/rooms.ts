/** What a room may import. Everything else is refused, so that a new arrow is a decision and stands here. */
export interface Room {
  /** Rooms below it. */
  readonly below: readonly string[];
  /** Packages, and modules of Node, by the name that stands in the import. */
  readonly packages: readonly string[];
  /** Folders of the room that have a door of their own beside its `index.ts`. */
  readonly doors?: readonly string[];
}

const engines = ['lib/flux', 'lib/helm', 'lib/jaeger', 'lib/engine'];
const platform = [...engines, 'lib/collector', 'lib/documents', 'lib/platform'];
const library = [...platform, 'lib/checks', 'lib/delivery', 'lib/topology', 'lib/adopt'];

/** The rooms by their folder or file. `test`, `tools` and `conformance` look into all of them and are looked into by none. */
export const rooms: { readonly [folder: string]: Room } = {
  'lib/documents': { below: [], packages: ['js-yaml', 'fastest-levenshtein', 'semver'] },
  'lib/collector': {
    below: ['lib/documents', 'imports'],
    packages: ['re2js'],
    doors: ['catalog', 'components', 'effective'],
  },
  'lib/engine': {
    below: ['lib/documents'],
    packages: [
      'node:child_process',
      'node:crypto',
      'node:fs',
      'node:http',
      'node:net',
      'node:os',
      'node:path',
      'node:readline',
      'node:zlib',
    ],
  },
  'lib/testing': { below: ['lib/documents', 'lib/collector', 'lib/engine'], packages: ['node:crypto'] },
  'lib/flux': { below: ['lib/documents', 'lib/collector'], packages: ['node:crypto', 're2js'] },
  'lib/helm': { below: ['lib/documents', 'lib/collector'], packages: ['node:crypto', 'ajv', 'semver'] },
  'lib/jaeger': { below: ['lib/documents', 'lib/collector'], packages: [] },
  'lib/platform': { below: [...engines, 'lib/collector', 'lib/documents'], packages: ['@bufbuild/cel'] },
  'lib/checks': {
    below: platform,
    packages: ['@bufbuild/cel', 'node:crypto', 'node:net', 'node:util', 're2js'],
    doors: ['documentation', 'report'],
  },
  'lib/topology': { below: platform, packages: ['@dagrejs/dagre'] },
  // `yaml` for comments, which lib/documents does not read.
  'lib/adopt': { below: platform, packages: ['node:util', 'yaml'] },
  'lib/delivery': {
    below: [...platform, 'lib/checks', 'lib/topology'],
    packages: [
      'cdk8s',
      'constructs',
      'diff',
      'node:buffer',
      'node:child_process',
      'node:crypto',
      'node:fs',
      'node:os',
      'node:path',
      'node:v8',
      're2js',
      'semver',
      'yaml',
    ],
    doors: ['diff', 'promote', 'publish'],
  },
  'lib/upgrade': { below: library, packages: [] },
  charts: {
    below: [...library, 'imports'],
    packages: [
      'cdk8s',
      'cdk8s-plus-28',
      'constructs',
      'node:crypto',
      'node:fs',
      'node:path',
      'node:util',
      'semver',
    ],
  },
  environments: { below: ['charts', 'lib/collector', 'imports'], packages: ['cdk8s'] },
  examples: { below: ['charts', 'lib/collector', 'imports'], packages: ['cdk8s'] },
  'main.ts': { below: ['charts', 'environments'], packages: [] },
  cli: {
    below: [...library, 'lib/testing', 'lib/upgrade'],
    packages: [
      'commander',
      'diff',
      'node:buffer',
      'node:child_process',
      'node:crypto',
      'node:fs',
      'node:os',
      'node:path',
      'node:v8',
      'node:zlib',
      'semver',
      'yaml',
    ],
  },
  imports: { below: [], packages: ['cdk8s', 'constructs'] },
};
