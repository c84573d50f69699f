import { artifactTree } from './artifacts';
import type { FileTree } from './files';
import { folderOf, sourceOf, takesArtifact } from './flux';
import { type BuildNode, dig, get, type Mapping, objectName, textOf } from './nodes';
import { dataOf } from './plain';

/** What a Flux Kustomization reads: a tree, or why that is not at hand. */
export type KustomizationSource =
  | { readonly tree: FileTree; readonly isCertain: boolean }
  | { readonly why: string };

/** The sources of one cluster, and which of them are this tree. */
export class FluxSources {
  readonly #known = new Map<string, Mapping>();
  readonly #generators: Mapping[] = [];
  /** `kind namespace/name` of sources that are this tree. */
  readonly #own = new Set<string>();

  constructor(private readonly tree: FileTree) {}

  /** Takes note of an object of the cluster that is a source, or makes some. */
  note(node: Mapping): void {
    const kind = textOf(get(node, 'kind')) ?? '';
    const group = textOf(get(node, 'apiVersion')) ?? '';
    if (group.startsWith('source.toolkit.fluxcd.io/')) this.#known.set(`${kind} ${objectName(node)}`, node);
    if (kind === 'ArtifactGenerator') this.#generators.push(node);
  }

  /** A root reads this tree by its nature: nobody else could have brought it here. */
  trust(kustomization: Mapping): void {
    this.#own.add(sourceOf(kustomization));
  }

  /** The tree that a Flux Kustomization reads. */
  treeOf(kustomization: Mapping): KustomizationSource {
    const reference = sourceOf(kustomization);
    if (takesArtifact(kustomization)) return this.#artifact(reference);
    if (this.#own.has(reference)) return { tree: this.tree, isCertain: true };
    const isOwn = this.#comparesAsOwn(reference);
    if (isOwn === false) return { why: 'its source is another one than this tree' };
    const folder = folderOf(kustomization);
    const isHere = folder !== '' && this.tree.folder(folder) !== undefined;
    if (!isHere && isOwn !== true)
      return { why: 'its path is not in this tree, so that its source may be another one' };
    if (isOwn === true) this.#own.add(reference);
    return { tree: this.tree, isCertain: isOwn === true };
  }

  /** Whether a source has the address of one that is this tree; undefined where that cannot be told. */
  #comparesAsOwn(reference: string): boolean | undefined {
    const source = this.#known.get(reference);
    const own = [...this.#own].flatMap((each) => this.#known.get(each) ?? []);
    if (source === undefined || own.length === 0) return undefined;
    return own.some((each) => addressOf(each) === addressOf(source));
  }

  #artifact(reference: string): KustomizationSource {
    const [, name = ''] = reference.slice(reference.indexOf(' ') + 1).split('/');
    for (const generator of this.#generators) {
      const tree = artifactTree(generator, name, this.tree, (kind, source) =>
        this.#isOwn(`${kind} ${source}`),
      );
      if (tree !== undefined) return { tree, isCertain: false };
    }
    return { why: 'its artifact is put together elsewhere' };
  }

  #isOwn(reference: string): boolean {
    if (this.#own.has(reference)) return true;
    return this.#comparesAsOwn(reference) ?? !this.#known.has(reference);
  }
}

/** Address and reference of a source, the address without scheme, user and ending. */
function addressOf(node: Mapping): string {
  const url = (textOf(dig(node, 'spec', 'url')) ?? '')
    .toLowerCase()
    .replace(/^[a-z+]{1,20}:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(/\.git$/, '')
    .replace(':', '/');
  return `${url} ${referenceText(dig(node, 'spec', 'ref'))}`;
}

/** What a source takes, in one form: a branch and the name of its reference are the same. */
function referenceText(reference: BuildNode | undefined): string {
  const [name, tag, branch] = ['name', 'tag', 'branch'].map((key) => textOf(get(reference, key)));
  if (name !== undefined) return name;
  if (tag !== undefined && get(reference, 'semver') === undefined) return `refs/tags/${tag}`;
  const isPlain = ['commit', 'semver', 'digest'].every((key) => get(reference, key) === undefined);
  if (branch !== undefined && isPlain) return `refs/heads/${branch}`;
  return reference === undefined ? '' : JSON.stringify(dataOf(reference));
}
