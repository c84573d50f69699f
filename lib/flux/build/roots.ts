import { addTo } from '../../documents';
import { isKustomizationPath, kustomizationNames } from '../kustomizations';
import { parentOf } from '../layout';
import { type FileTree, isHidden, resolvePath } from './files';
import { folderOf, isFluxKustomization, scannedFiles, sourceOf, takesArtifact } from './flux';
import { groupVersion } from './ids';
import { kustomizationOf } from './kustomization';
import { type BuildNode, dig, get, type Mapping, nodeOf, objectName, textOf } from './nodes';

/** A Flux Kustomization as a file has it, before anything patches it. */
export interface WrittenKustomization {
  readonly file: string;
  readonly node: Mapping;
  /** Files that its folder stands for as they are written; undefined where the folder is not in the tree. */
  readonly reaches?: ReadonlySet<string>;
  /** True where no file has it: what flux-operator makes of a FluxInstance. */
  readonly isImplied?: boolean;
  /** The source that comes with it. */
  readonly source?: Mapping;
}

/** Where the building of a cluster begins. */
export type Root =
  | { readonly kind: 'flux'; readonly written: WrittenKustomization; readonly folder: string }
  | { readonly kind: 'kustomize'; readonly folder: string }
  | { readonly kind: 'plain'; readonly folder: string; readonly files: readonly string[] };

/** The roots of one cluster. */
export interface RootGroup {
  readonly name: string;
  readonly roots: readonly Root[];
}

/** Finds the roots of a tree, those of one cluster together. */
export function findRoots(tree: FileTree): RootGroup[] {
  const reach = new Reach(tree);
  const written = writtenKustomizations(tree, reach).filter(
    (one) => !isPartOfComponent(one.file, tree, reach),
  );
  const free = written.filter((one) => !isAppliedByOther(one, written) && !isLeftOut(one, written));
  const roots = free.some(isMeant) ? free.filter(isMeant) : free;
  const candidates = roots.length > 0 ? roots : written.slice(0, 1);
  const usable = candidates.filter(({ node }) => dig(node, 'spec', 'sourceRef') !== undefined);
  if (usable.length === 0) return unmanagedRoots(tree, reach);
  return groupRoots(
    usable.map((one) => rootOf(one, reach, written)),
    tree,
    reach,
    written,
  );
}

/** `spec.ignore` of the source that the roots of a cluster read, where a file of the tree has it. */
export function ignoredBySource({ roots, name }: RootGroup, tree: FileTree): string | undefined {
  const written = roots.flatMap((root) => (root.kind === 'flux' ? [root.written.node] : []));
  const files = tree.paths().filter((path) => isBelow(path, name) && /\.ya?ml$/.test(path));
  const documents = files
    .filter((path) => tree.text(path)?.includes('source.toolkit.fluxcd.io') === true)
    .flatMap((path) => tree.read(path).documents);
  const nodes = documents.filter((node) => isFluxKustomization(node));
  const wanted = new Set([...written, ...nodes].map(sourceOf));
  const source = documents.find(
    (node) =>
      dig(node, 'spec', 'ignore') !== undefined &&
      wanted.has(`${textOf(get(node, 'kind'))} ${objectName(node)}`),
  );
  return textOf(dig(source, 'spec', 'ignore'));
}

/** Which files a folder stands for, by names alone. */
class Reach {
  readonly #byFolder = new Map<string, Set<string>>();
  /** Folder of the kustomization.yaml that names a file or folder. */
  readonly namedBy = new Map<string, string>();
  /** All folders whose kustomization.yaml names a file or folder. */
  readonly namers = new Map<string, string[]>();
  /** Files that a kustomization.yaml takes as patches. */
  readonly patches = new Set<string>();

  constructor(private readonly tree: FileTree) {
    for (const path of tree.paths()) {
      if (!isKustomizationPath(path)) continue;
      const folder = parentOf(path);
      for (const target of this.#named(path, folder)) {
        this.namedBy.set(target, folder);
        addTo(this.namers, target, folder);
      }
    }
  }

  /** Files that a folder applies. */
  of(folder: string): ReadonlySet<string> {
    const known = this.#byFolder.get(folder);
    if (known !== undefined) return known;
    const files = new Set<string>();
    this.#byFolder.set(folder, files);
    const file = this.kustomizationIn(folder);
    const targets = file === undefined ? scannedFiles(folder, this.tree) : this.#named(file, folder);
    for (const target of targets) {
      if (this.tree.has(target)) files.add(target);
      else for (const each of this.of(target)) files.add(each);
    }
    return files;
  }

  kustomizationIn(folder: string): string | undefined {
    return kustomizationNames
      .map((name) => (folder === '' ? name : `${folder}/${name}`))
      .find((path) => this.tree.has(path));
  }

  #named(file: string, folder: string): string[] {
    const root = this.tree.first(file);
    if (root === undefined) return [];
    const { resources, components, patches, patchesStrategicMerge } = kustomizationOf(file, folder, root);
    for (const path of [...patches.flatMap((patch) => patch.path ?? []), ...patchesStrategicMerge]) {
      const patch = path.value.includes('\n') ? undefined : resolvePath(folder, path.value);
      if (patch !== undefined) this.patches.add(patch);
    }
    return [...resources, ...components].flatMap(({ value }) => resolvePath(folder, value) ?? []);
  }

  /** The uppermost kustomization.yaml that a file is named by, through others. */
  top(file: string): string | undefined {
    let folder = this.namedBy.get(file);
    for (let hops = 0; folder !== undefined && hops < 100; hops += 1) {
      const above = this.namedBy.get(folder);
      if (above === undefined || above === folder) return folder;
      folder = above;
    }
    return folder;
  }
}

/** Whether a text may hold a Kustomization of Flux, or what one is made of. Any other need not be read for it. */
export function mayHoldFlux(text: string): boolean {
  return ['toolkit.fluxcd.io', 'fluxcd.controlplane.io', 'flux-instance'].some((word) => text.includes(word));
}

function writtenKustomizations(tree: FileTree, reach: Reach): WrittenKustomization[] {
  const found: WrittenKustomization[] = [];
  for (const file of tree.paths()) {
    if (!/\.(?:ya?ml|json)$/.test(file)) continue;
    if (!mayHoldFlux(tree.text(file) ?? '')) continue;
    for (const node of tree.read(file).documents) {
      const implied = isFluxKustomization(node) ? undefined : impliedBy(node);
      const kustomization = isFluxKustomization(node) ? node : implied?.kustomization;
      if (kustomization === undefined || !isWhole(kustomization) || reach.patches.has(file)) continue;
      const folder = folderOf(kustomization);
      const isHere = folder !== '' && !takesArtifact(kustomization) && tree.folder(folder) !== undefined;
      const reaches = isHere ? reach.of(folder) : undefined;
      found.push({
        file,
        node: kustomization,
        ...(reaches === undefined ? {} : { reaches }),
        ...(implied === undefined ? {} : { isImplied: true, source: implied.source }),
      });
    }
  }
  return found.map((one) => (takesWholeTree(one, found) ? { ...one, reaches: reach.of('') } : one));
}

/** A path that is the root may be the root of another source: it counts where the source is one that others take folders of. */
function takesWholeTree(one: WrittenKustomization, all: readonly WrittenKustomization[]): boolean {
  if (folderOf(one.node) !== '' || one.reaches !== undefined || takesArtifact(one.node)) return false;
  const source = (each: WrittenKustomization) => textOf(dig(each.node, 'spec', 'sourceRef', 'name'));
  const placed = all.filter(({ reaches }) => reaches !== undefined);
  if (placed.length === 0)
    return one.isImplied === true || /(?:^|\/)gotk-sync\.ya?ml$/.test(one.file) || all.length === 1;
  return placed.some((each) => source(each) === source(one));
}

/** A document that only has what a patch changes is no Kustomization by itself. */
function isWhole(node: Mapping): boolean {
  const isSet = (...path: readonly string[]) => dig(node, ...path) !== undefined;
  return isSet('metadata', 'name') && (isSet('spec', 'path') || isSet('spec', 'sourceRef'));
}

/** The Kustomization and source that flux-operator makes of a FluxInstance, or of the values of its chart. */
function impliedBy(
  node: BuildNode,
): { readonly kustomization: Mapping; readonly source: Mapping } | undefined {
  const kind = textOf(get(node, 'kind'));
  const { group } = groupVersion(textOf(get(node, 'apiVersion')) ?? '');
  const isRelease = kind === 'HelmRelease' && group === 'helm.toolkit.fluxcd.io';
  const spec =
    kind === 'FluxInstance'
      ? get(node, 'spec')
      : isRelease
        ? dig(node, 'spec', 'values', 'instance')
        : undefined;
  const sync = get(spec, 'sync');
  const path = textOf(get(sync, 'path'));
  if (sync === undefined || path === undefined) return undefined;
  const namespace = textOf(dig(node, 'metadata', 'namespace')) ?? 'flux-system';
  const name = textOf(get(sync, 'name')) ?? namespace;
  const sourceKind = textOf(get(sync, 'kind')) ?? 'GitRepository';
  const interval = textOf(get(sync, 'interval')) ?? '1m';
  const kustomization = nodeOf(
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name, namespace },
      spec: { interval, path, prune: true, sourceRef: { kind: sourceKind, name } },
    },
    sync.place,
  );
  const ref = textOf(get(sync, 'ref')) ?? '';
  const source = nodeOf(
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: sourceKind,
      metadata: { name, namespace },
      spec: { interval, url: textOf(get(sync, 'url')) ?? '', ref: { name: ref } },
    },
    sync.place,
  );
  return kustomization.kind === 'map' && source.kind === 'map' ? { kustomization, source } : undefined;
}

/** What applies itself, as a bootstrap does, is a root although another of its files names it. */
function isAppliedByOther(one: WrittenKustomization, all: readonly WrittenKustomization[]): boolean {
  if (one.isImplied === true) return false;
  const isBootstrap = one.reaches?.has(one.file) === true;
  return all.some(
    (other) =>
      other !== one &&
      other.reaches?.has(one.file) === true &&
      !(
        isBootstrap &&
        other.reaches.size <= (one.reaches?.size ?? 0) &&
        one.reaches?.has(other.file) === true
      ),
  );
}

/**
 * What lies below a folder that another applies, and is not among what that applies, was left out on purpose: a kustomization.yaml on
 * the way does not list it.
 */
function isLeftOut(one: WrittenKustomization, all: readonly WrittenKustomization[]): boolean {
  if (one.isImplied === true || one.reaches?.has(one.file) === true) return false;
  return all.some((other) => {
    const folder = folderOf(other.node);
    return (
      other !== one &&
      folder !== '' &&
      other.reaches !== undefined &&
      isBelow(parentOf(one.file), folder) &&
      !isInFolderOf(other, one)
    );
  });
}

/** Whether one Kustomization is written in the folder that another applies, or below it. */
function isInFolderOf(inner: WrittenKustomization, outer: WrittenKustomization): boolean {
  const folder = folderOf(outer.node);
  return folder !== '' && (parentOf(inner.file) === folder || isBelow(parentOf(inner.file), folder));
}

/** Folders of what is kept and not applied. */
const shelved =
  /(?:^|\/)(?:\.[^/]+|[_.-]*(?:archived?|archives|deprecated|disabled|unused|obsolete|retired|graveyard|attic|trash|backup|templates?|old)[_.-]*)(?=\/)/i;

/** Whether a Kustomization that nothing applies is meant to be applied by hand, rather than shelved or a template of others. */
function isMeant({ file, node, isImplied }: WrittenKustomization): boolean {
  if (isImplied === true) return true;
  const isNamed = ['name', 'namespace'].every(
    (key) => textOf(dig(node, 'metadata', key))?.includes('${') !== true,
  );
  return isNamed && !shelved.test(file);
}

/** Whether a file or folder is named by kustomize components alone, which are nothing without what includes them. */
function isPartOfComponent(path: string, tree: FileTree, reach: Reach, hops = 0): boolean {
  const namers = reach.namers.get(path) ?? [];
  return (
    namers.length > 0 &&
    hops < 100 &&
    namers.every(
      (folder) => isComponent(folder, tree, reach) || isPartOfComponent(folder, tree, reach, hops + 1),
    )
  );
}

function rootOf(written: WrittenKustomization, reach: Reach, all: readonly WrittenKustomization[]): Root {
  if (written.isImplied === true || written.reaches?.has(written.file) === true)
    return { kind: 'flux', written, folder: folderOf(written.node) };
  const top = reach.top(written.file);
  if (top === undefined || all.some(({ reaches }) => reaches?.has(`${top}/kustomization.yaml`))) {
    return { kind: 'flux', written, folder: parentOf(written.file) };
  }
  return { kind: 'kustomize', folder: top };
}

/** Roots in one folder, or in folders of which one lies in the other, belong to one cluster. */
function groupRoots(
  roots: readonly Root[],
  tree: FileTree,
  reach: Reach,
  written: readonly WrittenKustomization[],
): RootGroup[] {
  const folders = [...new Set(roots.map(({ folder }) => folder))].sort();
  const tops = folders.filter(
    (folder) => !folders.some((other) => other !== folder && isBelow(folder, other)),
  );
  return tops.map((name) => {
    const own = roots.filter(({ folder }) => folder === name || isBelow(folder, name));
    return { name, roots: [...unique(own), ...besides(own, tree, reach, written)] };
  });
}

function isBelow(folder: string, above: string): boolean {
  return above === '' || folder.startsWith(`${above}/`);
}

function unique(roots: readonly Root[]): Root[] {
  const seen = new Set<string>();
  return roots.filter((root) => {
    if (root.kind === 'flux') return true;
    const isNew = !seen.has(root.folder);
    seen.add(root.folder);
    return isNew;
  });
}

/** What lies beside a root that somebody applies by hand is applied with it: its other documents, its neighbours. */
function besides(
  roots: readonly Root[],
  tree: FileTree,
  reach: Reach,
  written: readonly WrittenKustomization[],
): Root[] {
  const folders = new Set(
    roots.flatMap((root) =>
      root.kind === 'flux' &&
      root.written.isImplied !== true &&
      root.written.reaches?.has(root.written.file) !== true
        ? [parentOf(root.written.file)]
        : [],
    ),
  );
  return [...folders].map((folder) => {
    const files = (tree.folder(folder)?.files ?? []).filter(
      (path) =>
        /\.ya?ml$/.test(path) &&
        reach.kustomizationIn(folder) === undefined &&
        !written.some(({ reaches }) => reaches?.has(path)),
    );
    return { kind: 'plain', folder, files };
  });
}

/** A tree without Flux: each kustomization.yaml that no other names, and what lies in no folder of one. */
function unmanagedRoots(tree: FileTree, reach: Reach): RootGroup[] {
  const folders = tree
    .paths()
    .filter((path) => !isHidden(path) && isKustomizationPath(path))
    .map(parentOf);
  const tops = [...new Set(folders)].filter(
    (folder) => !reach.namedBy.has(folder) && !isComponent(folder, tree, reach),
  );
  const groups = tops.map((folder): RootGroup => ({ name: folder, roots: [{ kind: 'kustomize', folder }] }));
  const charts = chartFolders(tree);
  const files = tree
    .paths()
    .filter(
      (path) =>
        /\.(?:ya?ml|json)$/.test(path) &&
        !isHidden(path) &&
        ![...folders, ...charts].some((folder) => isBelow(path, folder)),
    );
  if (files.length === 0) return groups;
  return [...groups, { name: '', roots: [{ kind: 'plain', folder: '', files }] }];
}

/** Folders of Helm charts: what lies in them is written for Helm. */
function chartFolders(tree: FileTree): string[] {
  return tree.paths().flatMap((path) => {
    const folder = parentOf(path);
    const isChart = path === 'Chart.yaml' || path.endsWith('/Chart.yaml');
    return isChart && tree.folder(folder === '' ? 'templates' : `${folder}/templates`) !== undefined
      ? [folder]
      : [];
  });
}

function isComponent(folder: string, tree: FileTree, reach: Reach): boolean {
  const file = reach.kustomizationIn(folder);
  return file !== undefined && textOf(get(tree.first(file), 'kind')) === 'Component';
}
