import { Lines } from '../../documents';
import { normalizePath, parentOf } from '../layout';
import { BuildFault } from './fault';
import type { BuildNode, Scalar, TextSource } from './nodes';
import { type ReadText, readFile } from './read';

/** Content of a file: text, bytes that are no text, or null for one that is there and was not read. */
export type FileContent = string | Uint8Array | null;

/** The files of a tree, read once each. Paths have `/` between their parts and no `.` or `..`. */
export class FileTree {
  readonly #read = new Map<string, ReadText>();
  readonly #folders = new Map<string, FolderEntries>();

  constructor(
    private readonly files: ReadonlyMap<string, FileContent>,
    private readonly nameOf: (path: string) => string = (path) => path,
    /** Files that builds have used. */
    private readonly used: (path: string) => void = () => {},
  ) {
    this.#folders.set('', { files: [], folders: new Set() });
    for (const path of [...files.keys()].sort()) this.#folder(parentOf(path)).files.push(path);
  }

  paths(): readonly string[] {
    return [...this.files.keys()];
  }

  /** Text of a file; undefined where there is none, or the file is no text. */
  text(path: string): string | undefined {
    const content = this.files.get(path);
    return typeof content === 'string' ? content : undefined;
  }

  /** Content of a file; undefined where there is none. */
  content(path: string): FileContent | undefined {
    return this.files.get(path);
  }

  /** Says that a build uses a file. */
  use(path: string): void {
    this.used(path);
  }

  has(path: string): boolean {
    return this.files.has(path);
  }

  /** Name by which findings call a file. */
  name(path: string): string {
    return this.nameOf(path);
  }

  source(path: string): TextSource {
    return new Lines(this.nameOf(path), this.text(path) ?? '');
  }

  /** Documents of a file. Never change them: copy. */
  read(path: string): ReadText {
    const known = this.#read.get(path);
    if (known !== undefined) return known;
    const made = readFile(this.nameOf(path), this.text(path) ?? '');
    this.#read.set(path, made);
    return made;
  }

  /** First document of a file. */
  first(path: string): BuildNode | undefined {
    return this.read(path).documents[0];
  }

  folder(path: string): FolderEntries | undefined {
    return this.#folders.get(path);
  }

  #folder(path: string): FolderEntries {
    const known = this.#folders.get(path);
    if (known !== undefined) return known;
    const made: FolderEntries = { files: [], folders: new Set() };
    this.#folders.set(path, made);
    if (path !== '') this.#folder(parentOf(path)).folders.add(path);
    return made;
  }
}

/** A folder with the files and folders directly in it. */
export interface FolderEntries {
  readonly files: string[];
  readonly folders: Set<string>;
}

/** A path taken from a folder; undefined where it leaves the tree. */
export function resolvePath(folder: string, path: string): string | undefined {
  return normalizePath(path.startsWith('/') ? path : `${folder}/${path}`);
}

/** Whether a path leads through a folder whose name begins with a dot, or to such a file. */
export function isHidden(path: string): boolean {
  return /(?:^|\/)\./.test(path);
}

/**
 * A file that a kustomization.yaml names, which the build then uses.
 * @throws BuildFault where there is none
 */
export function fileNamed(folder: string, path: Scalar, tree: FileTree): string {
  const file = resolvePath(folder, path.value);
  if (file === undefined || !tree.has(file)) {
    throw new BuildFault(
      `there is no file ${path.value}`,
      path.place,
      'name a file of the tree, relative to this file',
    );
  }
  tree.use(file);
  return file;
}
