import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from './kubernetes-client';

/** An object and the file that it was read from. */
export interface ObjectInFile {
  /** Path relative to the folder that was read. */
  readonly file: string;
  readonly object: KubernetesObject;
}

/** Files below a folder in the order of their paths. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesBelow(path) : [path];
    });
}

/**
 * Reads the Kubernetes objects of a tree: every YAML document that has a kind, those of kustomize itself left out.
 * @throws Error that names the file when one does not parse.
 */
export function readObjects(folder: string): ObjectInFile[] {
  return filesBelow(folder)
    .filter((file) => /\.ya?ml$/.test(file) && basename(file) !== 'kustomization.yaml')
    .flatMap((path) =>
      parseAllDocuments(readFileSync(path, 'utf8')).flatMap((document) => {
        if (document.errors.length > 0) throw new Error(`${path}: ${document.errors[0]?.message}`);
        const object = document.toJS() as KubernetesObject | null;
        return object?.kind === undefined ? [] : [{ file: relative(folder, path), object }];
      }),
    );
}

/** Kind, namespace and name of an object, for messages. */
export function titleOf({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

/** Folders below (and including) `folder` that hold a kustomization.yaml: what Flux may apply. */
export function appliedFolders(folder: string): string[] {
  return filesBelow(folder)
    .filter((file) => basename(file) === 'kustomization.yaml')
    .map((file) => join(file, '..'));
}
