import { addTo, groupBy, items, once } from '../documents';
import {
  appliedTree,
  DependencyGraph,
  dependencyKey,
  environmentRoot,
  type FolderInventory,
  folderOfPath,
  type InventoryFolder,
  joinPath,
  type PostBuild,
  readPostBuild,
} from '../flux';
import type { BuiltPart, ObjectSubject, TreeSubject } from './subject';
import { type HelmRelease, helmReleases, type Kustomization, kustomizations } from './views/flux';

/** API group of `kustomization.yaml` files, which are no objects of the cluster. */
export const kustomizeFileGroup = 'kustomize.config.k8s.io';

/** A Flux Kustomization with what it applies. */
export interface FluxKustomization extends Pick<Kustomization, 'subject' | 'name' | 'namespace' | 'spec'> {
  /** `namespace/name`. */
  readonly key: string;
  /** Folder of the tree that `spec.path` means; undefined where it lies elsewhere or is not known. */
  readonly folder?: string;
  /** Objects that it applies, as far as the tree shows. */
  readonly applies: readonly ObjectSubject[];
}

/** A tree as Flux sees it. */
export interface FluxTree {
  /** Part that paths have before the tree's folders; undefined where it cannot be told. */
  readonly root?: string;
  readonly inventory: FolderInventory;
  readonly kustomizations: readonly FluxKustomization[];
  /** Kustomizations that apply an object. */
  owners(subject: ObjectSubject): readonly FluxKustomization[];
  /** Who waits for whom among the Kustomizations. */
  readonly kustomizationGraph: DependencyGraph;
  /** Who waits for whom among the HelmReleases. */
  readonly releaseGraph: DependencyGraph;
}

/** Name of an object's file without its folder; undefined where no file is known. */
export const fileName: (subject: ObjectSubject) => string | undefined = once((subject) =>
  subject.locate([]).file?.split(/[\\/]/).at(-1),
);

/** Whether the object is a `kustomization.yaml`. */
export function isKustomizationFile(subject: ObjectSubject): boolean {
  return subject.group === kustomizeFileGroup;
}

/** Files and folders that a `kustomization.yaml` lists. */
export function listedResources(subject: ObjectSubject): readonly string[] {
  return items(subject.object.resources).filter((entry) => typeof entry === 'string');
}

function inventoryOf(tree: TreeSubject): FolderInventory {
  const inventory = new Map<string, { files: Set<string>; resources?: readonly string[] }>();
  const folderAt = (path: string) => {
    const known = inventory.get(path);
    if (known !== undefined) return known;
    const made: { files: Set<string>; resources?: readonly string[] } = { files: new Set() };
    inventory.set(path, made);
    return made;
  };
  for (const subject of tree.objects) {
    if (subject.folder === undefined) continue;
    const folder = folderAt(subject.folder);
    for (let path = subject.folder; path !== ''; ) {
      path = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
      folderAt(path);
    }
    if (isKustomizationFile(subject)) folder.resources = listedResources(subject);
    else folder.files.add(fileName(subject) ?? namelessFile);
  }
  // A file that holds only comments is a file nevertheless.
  for (const path of tree.files ?? []) {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    inventory.get(folder)?.files.add(path.slice(path.lastIndexOf('/') + 1));
  }
  return inventory as ReadonlyMap<string, InventoryFolder>;
}

/** Stands for objects of which only the folder is known; they count as listed. */
const namelessFile = '';

/** What an object of Flux waits for, in the namespace that is meant. */
export function dependenciesOf({ namespace, spec }: Pick<Kustomization | HelmRelease, 'namespace' | 'spec'>) {
  return spec.dependsOn.flatMap((entry) => {
    const name = entry.name.value;
    return name === undefined ? [] : [{ name, namespace: entry.namespace.value ?? namespace, entry }];
  });
}

/** Who waits for whom among objects of one kind. */
function graphOf(views: readonly (Kustomization | HelmRelease)[]): DependencyGraph {
  return new DependencyGraph(
    views.map((view) => ({ namespace: view.namespace, name: view.name, dependsOn: dependenciesOf(view) })),
  );
}

/** The tree as Flux sees it, computed once. */
export const fluxTree: (tree: TreeSubject) => FluxTree = once((tree) => {
  const views = kustomizations(tree);
  if (tree.built !== undefined) return builtFluxTree(tree, tree.built);
  const inventory = inventoryOf(tree);
  const paths = views.flatMap(({ spec }) => spec.path.value ?? []);
  const root = environmentRoot(paths, inventory.keys());
  const placed = groupBy(
    tree.objects.filter((subject) => subject.folder !== undefined && !isKustomizationFile(subject)),
    ({ folder }) => folder ?? '',
  );
  return {
    ...(root === undefined ? {} : { root }),
    inventory,
    ...relationsOf(
      tree,
      views.map((view) => placedKustomization(view, root, inventory, placed)),
    ),
  };
});

/** The tree as it was built: what each Kustomization applies is known, and folders do not matter. */
function builtFluxTree(tree: TreeSubject, parts: readonly BuiltPart[]): FluxTree {
  const built = parts.map(({ subject, folder, applies }) =>
    withKey(kustomizations.of(subject), folder, applies),
  );
  return { inventory: new Map(), ...relationsOf(tree, built) };
}

function withKey(
  { subject, name, namespace, spec }: Kustomization,
  folder: string | undefined,
  applies: readonly ObjectSubject[],
): FluxKustomization {
  const key = dependencyKey({ namespace, name });
  return { subject, name, namespace, spec, key, ...(folder === undefined ? {} : { folder }), applies };
}

function relationsOf(tree: TreeSubject, applying: readonly FluxKustomization[]) {
  const owners = ownersIn(applying);
  return {
    kustomizations: applying,
    owners: (subject: ObjectSubject) => owners.get(subject) ?? [],
    kustomizationGraph: graphOf(kustomizations(tree)),
    releaseGraph: graphOf(helmReleases(tree)),
  };
}

function ownersIn(
  kustomizations: readonly FluxKustomization[],
): ReadonlyMap<ObjectSubject, readonly FluxKustomization[]> {
  const owners = new Map<ObjectSubject, FluxKustomization[]>();
  for (const kustomization of kustomizations) {
    for (const object of kustomization.applies) {
      addTo(owners, object, kustomization);
    }
  }
  return owners;
}

function placedKustomization(
  view: Kustomization,
  root: string | undefined,
  inventory: FolderInventory,
  placed: ReadonlyMap<string, readonly ObjectSubject[]>,
): FluxKustomization {
  const path = view.spec.path.value;
  const folder = root === undefined || path === undefined ? undefined : folderOfPath(path, root);
  if (folder === undefined || !inventory.has(folder)) return withKey(view, folder, []);
  const { folders, files } = appliedTree(folder, inventory);
  const applies = [...folders].flatMap((each) =>
    (placed.get(each) ?? []).filter((object) => {
      const name = fileName(object);
      return name === undefined || files.has(joinPath(each, name) ?? name);
    }),
  );
  return withKey(view, folder, applies);
}

/** Kustomizations with what they apply. */
export function applyingKustomizations(tree: TreeSubject): readonly FluxKustomization[] {
  return fluxTree(tree).kustomizations;
}

/** What post-build substitution of a Kustomization asks for, as far as the tree tells. */
export function postBuildOf(tree: TreeSubject, { subject }: Pick<Kustomization, 'subject'>): PostBuild {
  return readPostBuild(subject.object, (kind, name) => tree.find('', kind, subject.namespace, name)?.object);
}
