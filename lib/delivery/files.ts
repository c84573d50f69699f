import { posix } from 'node:path';
import { groupOf } from '../documents';
import { kustomizationNames } from '../flux';
import type { Document, Folder, RenderedFile, Tree } from './tree';
import { oneForEachFile } from './verbatim';
import { UnwritableValue, writeYaml } from './yaml/write';

/** Name of the file by which kustomize, and Flux through it, knows what a folder applies. */
export const [kustomizationFile] = kustomizationNames;

/** Documents that cannot be written as YAML: every one, with environment, object, construct and the place inside it. */
export class UnwritableDocument extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'UnwritableDocument';
  }
}

/** The members by which Kubernetes knows an object; empty where missing or not text. */
export interface Identity {
  readonly apiVersion: string;
  /** Empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** The identity of an object as it is written. */
export function identityOf(object: object): Identity {
  const metadata: unknown = Reflect.get(object, 'metadata');
  const apiVersion = textMember(object, 'apiVersion');
  const holder = typeof metadata === 'object' && metadata !== null ? metadata : {};
  return {
    apiVersion,
    group: groupOf(apiVersion),
    kind: textMember(object, 'kind'),
    name: textMember(holder, 'name'),
    namespace: textMember(holder, 'namespace'),
  };
}

function textMember(object: object, member: string): string {
  const value: unknown = Reflect.get(object, member);
  return typeof value === 'string' ? value : '';
}

/** Name of the file of a document inside its folder. */
export function fileName(document: Document): string {
  if (document.file !== undefined) return document.file;
  const { kind, name } = identityOf(document.object);
  // Names of RBAC objects may hold colons and the like, which not every file system takes.
  return `${kind}.${name}.yaml`.toLowerCase().replace(/[^a-z0-9.-]/g, '-');
}

/** What the kustomization.yaml of a folder lists, in order; undefined where it has none. */
export function kustomizationResources(folder: Folder): readonly string[] | undefined {
  if (folder.kustomize === false) return undefined;
  const extra = folder.kustomize === true ? [] : folder.kustomize.resources;
  return [...new Set([...folder.documents.map(fileName), ...extra])].sort();
}

/** Content of a folder's kustomization.yaml, or undefined where it gets none. */
export function kustomizationOf(folder: Folder) {
  const resources = kustomizationResources(folder);
  if (resources === undefined) return undefined;
  const { labels, annotations } = typeof folder.kustomize === 'object' ? folder.kustomize : {};
  const metadata = {
    ...(labels === undefined ? {} : { labels }),
    ...(annotations === undefined ? {} : { annotations }),
  };
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
    resources: [...resources],
  };
}

/**
 * A document as YAML, or as it was read.
 * @throws UnwritableDocument naming environment, object, construct and the place inside it
 */
export function documentText(environment: string, document: Document): string {
  if (document.verbatim !== undefined) return document.verbatim;
  try {
    return writeYaml(document.object, document.comments);
  } catch (error) {
    if (!(error instanceof UnwritableValue)) throw error;
    throw new UnwritableDocument([`${environment}: ${describe(document)}: ${error.message}`]);
  }
}

/** A document for messages: `Deployment develop/orders (construct develop/orders/deployment)`. */
export function describe(document: Document): string {
  const { kind, name, namespace } = identityOf(document.object);
  const title =
    `${kind === '' ? 'object without kind' : kind} ${namespace === '' ? '' : `${namespace}/`}${name}`.trim();
  return document.construct === undefined ? title : `${title} (construct ${document.construct})`;
}

/**
 * The files of a tree in a fixed order.
 * @throws UnwritableDocument with all documents that YAML cannot hold
 */
export function renderFiles(tree: Tree): RenderedFile[] {
  const files: RenderedFile[] = [];
  const problems: string[] = [];
  for (const environment of tree.environments) {
    for (const folder of environment.folders) renderFolder(environment.name, folder, files, problems);
    for (const file of environment.files ?? []) {
      files.push({ path: posix.join(environment.name, file.path), text: file.text });
    }
  }
  if (problems.length > 0) throw new UnwritableDocument(problems);
  return files;
}

function renderFolder(environment: string, folder: Folder, files: RenderedFile[], problems: string[]): void {
  const base = posix.join(environment, folder.path);
  const kustomization = kustomizationOf(folder);
  if (kustomization !== undefined)
    files.push({ path: posix.join(base, kustomizationFile), text: writeYaml(kustomization) });
  for (const document of oneForEachFile(folder.documents)) {
    try {
      files.push({ path: posix.join(base, fileName(document)), text: documentText(environment, document) });
    } catch (error) {
      if (!(error instanceof UnwritableDocument)) throw error;
      problems.push(...error.problems);
    }
  }
}
