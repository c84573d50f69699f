import { posix } from 'node:path';
import { dnsLabel } from '../documents';
import { describe, fileName, identityOf, kustomizationFile, kustomizationResources } from './files';
import { staysInside } from './plain-file';
import type { Document, EnvironmentTree, Folder, Tree } from './tree';
import { isOneFile } from './verbatim';

/** The file systems at hand take 255 bytes. */
const longestFileName = 255;

/**
 * Everything that forbids writing a tree: it is empty, an object has no identity or shares one, two files have one
 * path, a path leaves its folder, a kustomization.yaml lists what is not there.
 * @returns one message a problem, each naming environment, object, construct and what to do; empty when all is well
 */
export function checkTree(tree: Tree): string[] {
  if (tree.environments.length === 0) {
    return [
      'the tree has no environment: nothing is written, since an empty tree would make Flux delete everything',
    ];
  }
  const names = new Set<string>();
  return tree.environments.flatMap((environment) => {
    const problems = environmentNameProblems(environment.name, names);
    return problems.length > 0 ? problems : checkEnvironment(environment);
  });
}

function environmentNameProblems(name: string, seen: Set<string>): string[] {
  if (!dnsLabel.test(name)) {
    return [
      `environment ${JSON.stringify(name)}: its name becomes a folder: use lower-case letters, digits and dashes`,
    ];
  }
  if (seen.has(name)) return [`environment ${name} is given twice: give each environment its own name`];
  seen.add(name);
  return [];
}

function checkEnvironment(environment: EnvironmentTree): string[] {
  if (environment.folders.every((folder) => folder.documents.length === 0)) {
    return [
      `${environment.name}: not one object: an empty tree would make Flux delete the whole environment`,
    ];
  }
  const files = new FileRegister(environment.name);
  const identities = new IdentityRegister(environment.name);
  const folders = new Map<string, Folder>();
  const problems: string[] = [];
  for (const folder of environment.folders) {
    problems.push(...folderProblems(environment.name, folder, folders));
    if (folder.kustomize !== false)
      problems.push(...files.add(folder.path, kustomizationFile, 'the folder itself'));
    for (const document of folder.documents) {
      const missing = missingMembers(environment.name, document);
      problems.push(...missing);
      if (missing.length > 0) continue;
      problems.push(...identities.add(document), ...documentFileProblems(environment.name, folder, document));
      problems.push(...files.add(folder.path, fileName(document), describe(document), document));
    }
  }
  for (const file of environment.files ?? []) {
    if (isInside(file.path)) problems.push(...files.add('', file.path, 'a review file'));
    else problems.push(`${environment.name}: file ${JSON.stringify(file.path)}: ${pathRule}`);
  }
  for (const path of folders.keys()) problems.push(...files.inTheWayOf(path));
  for (const folder of environment.folders)
    problems.push(...resourceProblems(environment.name, folder, folders, files));
  return problems;
}

const pathRule =
  'a path is relative, has no empty, "." or ".." part and no backslash: write it with / from the environment';

function isInside(path: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return !/[\x00-\x1f]/.test(path) && staysInside(path);
}

function folderProblems(environment: string, folder: Folder, seen: Map<string, Folder>): string[] {
  if (folder.path !== '' && !isInside(folder.path)) {
    return [`${environment}: folder ${JSON.stringify(folder.path)}: ${pathRule}`];
  }
  if (seen.has(folder.path)) {
    return [
      `${environment}: folder ${JSON.stringify(folder.path)} is given twice: give its documents together`,
    ];
  }
  seen.set(folder.path, folder);
  return [];
}

function missingMembers(environment: string, document: Document): string[] {
  const identity = identityOf(document.object);
  const missing = (['apiVersion', 'kind', 'name'] as const).filter((member) => identity[member] === '');
  if (missing.length === 0) return [];
  const members = missing.map((member) => (member === 'name' ? 'metadata.name' : member)).join(', ');
  return [
    `${environment}: ${describe(document)}: ${members} missing: give every object an apiVersion, a kind and a name`,
  ];
}

function documentFileProblems(environment: string, folder: Folder, document: Document): string[] {
  const name = fileName(document);
  const where = `${environment}: ${describe(document)}: file name ${JSON.stringify(name)} in ${folder.path || 'the root'}`;
  if (!isInside(name) || name.includes('/'))
    return [`${where}: it must be one plain file name, without / or ..`];
  if (!name.endsWith('.yaml')) return [`${where}: it must end in .yaml, since Flux reads no other file`];
  if (Buffer.byteLength(name) > longestFileName) {
    return [
      `${where}: it is longer than ${longestFileName} bytes: shorten the object's name or set the document's file`,
    ];
  }
  return [];
}

function resourceProblems(
  environment: string,
  folder: Folder,
  folders: ReadonlyMap<string, Folder>,
  files: FileRegister,
): string[] {
  if (typeof folder.kustomize === 'boolean') return [];
  const where = `${environment}: kustomization.yaml of ${folder.path === '' ? 'the environment' : folder.path}`;
  return (kustomizationResources(folder) ?? []).flatMap((resource) => {
    if (!isInside(resource)) return [`${where} lists ${JSON.stringify(resource)}: ${pathRule}`];
    const path = posix.join(folder.path, resource);
    if (files.has(path)) return [];
    const target = folders.get(path);
    if (target === undefined)
      return [`${where} lists ${resource}, which is not written: add it or take it off the list`];
    if (target.kustomize !== false) return [];
    return [`${where} lists the folder ${resource}, which has no kustomization.yaml of its own: give it one`];
  });
}

/** Finds two files of one path, also where paths differ in case only: some file systems take those for one. */
class FileRegister {
  private readonly owners = new Map<string, { path: string; owner: string; document?: Document }>();

  constructor(private readonly environment: string) {}

  add(folder: string, name: string, owner: string, document?: Document): string[] {
    const path = folder === '' ? name : `${folder}/${name}`;
    const key = path.toLowerCase();
    const before = this.owners.get(key);
    if (before === undefined) {
      this.owners.set(key, { path, owner, ...(document === undefined ? {} : { document }) });
      return [];
    }
    if (before.document !== undefined && document !== undefined && isOneFile(before.document, document))
      return [];
    const paths =
      before.path === path ? path : `${before.path} and ${path} (one file where case does not count)`;
    return [
      `${this.environment}: ${before.owner} and ${owner} are both written to ${paths}: rename one of them, put it into another folder or set its file`,
    ];
  }

  /** A folder cannot be where a file is. */
  inTheWayOf(folder: string): string[] {
    const parts = folder.toLowerCase().split('/');
    const file = parts
      .map((_, i) => this.owners.get(parts.slice(0, i + 1).join('/')))
      .find((found) => found !== undefined);
    if (file === undefined) return [];
    return [`${this.environment}: ${file.path} is a file and a folder (${folder}): rename one of them`];
  }

  has(path: string): boolean {
    return this.owners.get(path.toLowerCase())?.path === path;
  }
}

/** Finds two objects that the API server would take for one. */
class IdentityRegister {
  private readonly documents = new Map<string, Document>();

  constructor(private readonly environment: string) {}

  add(document: Document): string[] {
    const { group, kind, namespace, name } = identityOf(document.object);
    const key = [group, kind, namespace, name].join('\0');
    const before = this.documents.get(key);
    if (before === undefined) {
      this.documents.set(key, document);
      return [];
    }
    return [
      `${this.environment}: ${describe(before)} and ${describe(document)} are one object to the API server, and the last one applied wins: rename or remove one of them`,
    ];
  }
}
