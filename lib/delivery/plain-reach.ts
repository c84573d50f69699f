import { posix } from 'node:path';
import { at, type Data, entries, field, isMap, isSet } from '../documents';
import { isFluxKustomizationType, normalizePath } from '../flux';
import { fileName, identityOf, kustomizationResources } from './files';
import type { Document, EnvironmentTree, Folder, TextFile } from './tree';

/** Fields of a Flux Kustomization that say when it applies something, not what becomes of it. */
export const harmlessFields: ReadonlySet<string> = new Set([
  'deletionPolicy',
  'dependsOn',
  'force',
  'healthCheckExprs',
  'healthChecks',
  'interval',
  'kubeConfig',
  'path',
  'prune',
  'retryInterval',
  'serviceAccountName',
  'sourceRef',
  'suspend',
  'timeout',
  'wait',
]);

/** Kinds that change what a build is, or are taken apart by it. */
const tellingKind = /^(?:FluxInstance|ArtifactGenerator|ExternalArtifact)$|List$/;

/**
 * Whether it can be seen without building the tree that Flux applies every object of an environment: from the root, folders
 * list what is theirs, each once, and nothing on the way changes an object. False where that takes a build to tell.
 *
 * @param root folder of the environment in the paths of its Flux Kustomizations
 */
export function isReachedPlainly(environment: EnvironmentTree, root: string): boolean {
  const folders = new Map(environment.folders.map((folder) => [folder.path, folder]));
  if (folders.size !== environment.folders.length) return false;
  if (![...folders.keys()].every(isPlainPath) || !(environment.files ?? []).every(isForPeople)) return false;
  const first = reachedFrom('', folders);
  if (first === undefined) return false;
  const applied = new Set(first);
  for (const folder of environment.folders) {
    for (const document of folder.documents) {
      if (!isPlainObject(document)) return false;
      if (!isFluxKustomizationType(identityOf(document.object))) continue;
      const start = first.includes(folder.path) ? startOf(document, root) : undefined;
      const reached = start === undefined ? undefined : reachedFrom(start, folders);
      if (reached === undefined) return false;
      for (const path of reached) {
        if (applied.has(path)) return false;
        applied.add(path);
      }
    }
  }
  return (
    environment.folders.every(({ path, documents }) => documents.length === 0 || applied.has(path)) &&
    isOneSource(environment) &&
    isOneOfEach(environment)
  );
}

/** Folders and files of other names may be left out of the source by default, or mean something to kustomize. */
function isPlainPath(path: string): boolean {
  return path.split('/').every((part) => /^[a-z0-9-]*$/.test(part));
}

function isForPeople({ path }: TextFile): boolean {
  return path.startsWith('review/') && !/kustomization|\/\./i.test(path);
}

/** Folders that a folder leads to by what it lists, itself first; undefined where that is not told by its entries alone. */
function reachedFrom(start: string, folders: ReadonlyMap<string, Folder>): string[] | undefined {
  const reached: string[] = [];
  const open = [start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const folder = folders.get(path);
    const resources = folder === undefined ? undefined : kustomizationResources(folder);
    if (folder === undefined || resources === undefined || resources.length === 0) return undefined;
    reached.push(path);
    const own = new Set(folder.documents.map(fileName));
    for (const entry of resources) {
      if (own.has(entry)) continue;
      // Only a folder right inside, so that no folder is listed twice.
      if (!/^[a-z0-9-]+$/.test(entry)) return undefined;
      open.push(posix.join(path, entry));
    }
  }
  return reached;
}

function specOf({ object }: Document): Data | undefined {
  return field(object as Data, 'spec');
}

/** The folder of the environment that a Flux Kustomization applies as it is. */
function startOf(document: Document, root: string): string | undefined {
  const spec = specOf(document);
  const path = field(spec, 'path');
  if (!entries(spec).every(([key, value]) => value === undefined || harmlessFields.has(key)))
    return undefined;
  const normal = typeof path === 'string' && !path.includes('$') ? normalizePath(path) : undefined;
  return normal?.startsWith(`${root}/`) ? normal.slice(root.length + 1) : undefined;
}

/** Whether kustomize takes an object as it stands in its file. */
function isPlainObject({ object }: Document): boolean {
  const { group, kind } = identityOf(object);
  const metadata = field(object as Data, 'metadata');
  return (
    group !== 'kustomize.config.k8s.io' &&
    !tellingKind.test(kind) &&
    !isSet(at(object as Data, ['spec', 'values', 'instance'])) &&
    isTextual(field(metadata, 'labels')) &&
    isTextual(field(metadata, 'annotations'))
  );
}

/** Other values than text make an object that kustomize refuses; its own annotations are orders to it. */
function isTextual(map: Data | undefined): boolean {
  const isText = ([key, value]: [string, Data | undefined]) =>
    (typeof value === 'string' || value === undefined) && !/(?:^|\.)config\./.test(key);
  return map === undefined || (isMap(map) && Object.entries(map).every(isText));
}

/** Whether all take from one source, of which the environment itself says nothing. */
function isOneSource(environment: EnvironmentTree): boolean {
  const sources = new Set<string>();
  const references = new Set<string>();
  for (const { documents } of environment.folders) {
    for (const document of documents) {
      const { group, kind, namespace, name } = identityOf(document.object);
      if (group === 'source.toolkit.fluxcd.io') sources.add(`${kind} ${namespace}/${name}`);
      if (!isFluxKustomizationType(identityOf(document.object))) continue;
      const source = field(specOf(document), 'sourceRef');
      const home = field(source, 'namespace') ?? namespace;
      references.add(`${String(field(source, 'kind'))} ${String(home)}/${String(field(source, 'name'))}`);
    }
  }
  const [reference = ''] = references;
  return references.size === 1 && !sources.has(reference) && !reference.startsWith('ExternalArtifact');
}

/** Whether kustomize takes no two objects for the same: it knows no namespace but `default` where none is written. */
function isOneOfEach(environment: EnvironmentTree): boolean {
  const seen = new Set<string>();
  const documents = environment.folders.flatMap((folder) => folder.documents);
  for (const { object } of documents) {
    const { group, kind, namespace, name } = identityOf(object);
    seen.add(`${group}/${kind}/${namespace === '' ? 'default' : namespace}/${name}`);
  }
  return seen.size === documents.length;
}
