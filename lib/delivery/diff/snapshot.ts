import type { Data } from '../../checks';
import { groupOf, isMap, type Redactor, readYaml } from '../../documents';
import { blobName } from '../blob';

/** A file of a tree; read only where it matters. */
export interface TreeFile {
  /** Equal for equal content: git's name for it, in repositories that use SHA-1. */
  readonly key: string;
  read(): string;
}

/** Files of one environment by path relative to it, with `/`. */
export type TreeFiles = ReadonlyMap<string, TreeFile>;

/** An object with its place. */
export interface TreeObject {
  readonly apiVersion: string;
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Group, kind, namespace and name as one text. */
  readonly id: string;
  readonly object: { readonly [key: string]: Data };
  /** The file that its author wrote it in. */
  readonly file: string;
  /** Where it is found again in its tree: the file, or its identity where the tree was built. */
  readonly place: string;
  /** True for what nothing applies of a tree that Flux applies. */
  readonly isUnapplied?: boolean;
  /** True for a name that the build has changed. */
  readonly isRenamed?: boolean;
}

/** `Deployment develop/orders`, or `Namespace develop`. */
export function titleOf({
  kind,
  namespace,
  name,
}: {
  kind: string;
  namespace?: string;
  name: string;
}): string {
  return `${kind} ${namespace === undefined || namespace === '' ? '' : `${namespace}/`}${name}`;
}

/** Whether a file is one of those for people, of which nothing is applied. */
export function isForPeople(path: string): boolean {
  return path.startsWith('review/');
}

/** A file by its content. */
export function treeFile(content: Buffer): TreeFile {
  return { key: blobName(content), read: () => content.toString('utf8') };
}

/** Whether a file may hold objects that Flux applies. */
export function isManifest(path: string): boolean {
  return /\.ya?ml$/.test(path) && !isForPeople(path) && !path.split('/').some((part) => part.startsWith('.'));
}

/** The objects of one environment, each file parsed at most once. */
export class Snapshot {
  /** What could not be read as YAML. */
  readonly problems: string[] = [];
  /** The files that hold it. */
  readonly unreadable = new Set<string>();
  private readonly read = new Map<string, readonly Data[]>();
  private readonly parsed = new Map<string, readonly TreeObject[]>();
  private readonly resources = new Map<string, readonly string[] | undefined>();

  constructor(
    readonly files: TreeFiles,
    /** For messages: `develop at HEAD`. */
    private readonly title: string,
    /** Learns the secrets of what is read. */
    private readonly redactor: Redactor,
  ) {}

  /** Objects of a file, kustomize's own files left out. */
  objects(path: string): readonly TreeObject[] {
    const before = this.parsed.get(path);
    if (before !== undefined) return before;
    const entries = this.documents(path).flatMap((document) => entriesOf(document, path));
    this.parsed.set(path, entries);
    return entries;
  }

  /** What the kustomization.yaml of a folder lists; undefined where it has none. */
  listed(folder: string): readonly string[] | undefined {
    if (!this.resources.has(folder)) {
      const path = folder === '' ? 'kustomization.yaml' : `${folder}/kustomization.yaml`;
      const document = this.files.has(path) ? this.documents(path)[0] : undefined;
      const list = isMap(document) && Array.isArray(document.resources) ? document.resources : [];
      this.resources.set(folder, document === undefined ? undefined : list.map(String));
    }
    return this.resources.get(folder);
  }

  /** Documents of a file as data. */
  documents(path: string): readonly Data[] {
    const read = this.read.get(path) ?? this.readDocuments(path);
    this.read.set(path, read);
    return read;
  }

  private readDocuments(path: string): readonly Data[] {
    const text = this.files.get(path)?.read() ?? '';
    this.redactor.learn(text);
    const { documents, problems } = readYaml(path, text);
    for (const { message } of problems) this.problems.push(`${this.title}: ${path}: ${message}`);
    if (problems.length > 0) this.unreadable.add(path);
    return documents.map(({ data }) => data);
  }
}

function entriesOf(document: Data, file: string): TreeObject[] {
  if (!isMap(document)) return [];
  const { apiVersion, kind, items } = document;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return [];
  if (kind === 'List' && Array.isArray(items)) return items.flatMap((item) => entriesOf(item, file));
  const made = treeObject(document, file);
  return made.group === 'kustomize.config.k8s.io' ? [] : [made];
}

/** An object with what tells it from others. */
export function treeObject(object: { readonly [key: string]: Data }, file: string): TreeObject {
  const [apiVersion, kind] = [String(object.apiVersion), String(object.kind)];
  const group = groupOf(apiVersion);
  const holder = isMap(object.metadata) ? object.metadata : {};
  const [name, namespace] = [String(holder.name ?? ''), String(holder.namespace ?? '')];
  const id = [group, kind, namespace, name].join('\0');
  return { apiVersion, group, kind, namespace, name, id, object, file, place: file };
}
