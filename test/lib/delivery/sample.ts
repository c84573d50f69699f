import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

export { configMap, environment, sampleTree } from './sample-tree';

/** All files below a folder with their content, by relative path, in order. */
export function readTree(root: string): Record<string, string> {
  const files: [string, string][] = [];
  const walk = (folder: string): void => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) walk(path);
      else files.push([relative(root, path), readFileSync(path, 'utf8')]);
    }
  };
  walk(root);
  return Object.fromEntries(files);
}

/** A fresh folder for every test of the calling file, deleted afterwards. */
export function temporaryFolder(): { readonly path: string } {
  const folder = { path: '' };
  beforeEach(() => {
    folder.path = mkdtempSync(join(tmpdir(), 'otelflux-test-'));
  });
  afterEach(() => rmSync(folder.path, { recursive: true, force: true }));
  return folder;
}
