import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const root = join(__dirname, '..', '..');

/** Where sound documents lie. */
const documentFolders = [
  'dist',
  'examples',
  'test',
  'conformance/engine/cases',
  'conformance/validation/cases',
];

/** Sound trees. */
const treeFolders = [
  'dist',
  'examples/fleet/dist',
  'examples/saas/dist',
  'examples/minimal/dist',
  'test/cli/reports-flux',
];

const largest = 60_000;

/** What is mutated. */
export interface Corpus {
  /** Texts of documents: manifests, values, configurations of collectors. */
  readonly documents: readonly string[];
  /** Files of trees by their path. */
  readonly trees: readonly (readonly (readonly [path: string, text: string])[])[];
}

/** Reads the examples of this repository and the inputs of its tests. */
export function readCorpus(): Corpus {
  const documents = documentFolders.flatMap((folder) =>
    filesBelow(join(root, folder)).map((file) => readFileSync(file, 'utf8')),
  );
  const trees = treeFolders.map((folder) =>
    filesBelow(join(root, folder)).map(
      (file) =>
        [relative(join(root, folder), file).split(sep).join('/'), readFileSync(file, 'utf8')] as const,
    ),
  );
  return { documents: [...new Set(documents)].sort(), trees: trees.filter((files) => files.length > 0) };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(
      (entry) => entry.isFile() && /\.ya?ml$/.test(entry.name) && !/node_modules/.test(entry.parentPath),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => statSync(file).size <= largest)
    .sort();
}
