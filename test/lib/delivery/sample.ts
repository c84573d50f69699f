import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Document, EnvironmentTree, Tree } from '../../../lib/delivery';

/** A ConfigMap document. */
export function configMap(name: string, data: Record<string, string> = {}, namespace = 'apps'): Document {
  return {
    object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data },
    construct: `app/${name}`,
  };
}

/** An environment with the usual shape: a root that lists `flux`, and layers with objects. */
export function environment(name: string, mark = 'a', services = 2): EnvironmentTree {
  return {
    name,
    folders: [
      { path: '', documents: [], kustomize: { resources: ['flux'] } },
      { path: 'flux', documents: [configMap('flux', { mark })], kustomize: true },
      { path: 'services', documents: [configMap('ingress', { mark })], kustomize: true },
      ...Array.from({ length: services }, (_, i) => ({
        path: `services/s${i}`,
        documents: [configMap(`s${i}`, { mark }), configMap(`s${i}-more`, { mark })],
        kustomize: true,
      })),
    ],
    files: [{ path: 'review/note.txt', text: `mark ${mark}\n` }],
  };
}

/** Two environments whose every file bears a mark. */
export function sampleTree(mark = 'a', services = 2): Tree {
  return {
    environments: [environment('develop', mark, services), environment('production', mark, services)],
  };
}

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
