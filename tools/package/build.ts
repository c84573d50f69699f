/**
 * `npm run build`: the installable package in build/: compiled JavaScript, declarations, and the files that are read at
 * run time.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { requiredData } from './required-data';

const root = join(__dirname, '..', '..');
const build = join(root, 'build');

/** Read by path at run time, so that the compiler does not see them. */
const dataFolders = [
  'cli/graph/page.css',
  'cli/graph/page.js',
  'cli/init/template',
  'schemas/documents',
  'schemas/platforms',
];

/** What `init` starts from; the example of this repository lies at its root. */
const examples = ['examples', 'environments', 'main.ts'];

rmSync(build, { recursive: true, force: true });
execFileSync(
  process.execPath,
  [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json'],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
for (const folder of examples) {
  cpSync(join(root, folder), join(build, folder), {
    recursive: true,
    filter: (source) => !/[\\/](dist|node_modules|\.cdk8s-staging)([\\/]|$)/.test(relative(root, source)),
  });
}
for (const path of [...dataFolders, ...requiredData(root)])
  cpSync(join(root, path), join(build, path), { recursive: true });
