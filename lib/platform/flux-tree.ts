import { at, type Data, field, groupBy, isMap, items, once, words } from '../documents';
import {
  appliedTree,
  DependencyGraph,
  dependencyKey,
  environmentRoot,
  type Folder,
  type FolderInventory,
  folderOfPath,
  joinPath,
} from '../flux';
import type { BuiltPart, ObjectSubject, TreeSubject } from './subject';

/** API group of Flux Kustomizations. */
export const kustomizeGroup = 'kustomize.toolkit.fluxcd.io';
/** API group of HelmReleases. */
export const helmGroup = 'helm.toolkit.fluxcd.io';
/** API group of sources. */
export const sourceGroup = 'source.toolkit.fluxcd.io';
/** API group of `kustomization.yaml` files, which are no objects of the cluster. */
export const kustomizeFileGroup = 'kustomize.config.k8s.io';

/** A Flux Kustomization with what it applies. */
export interface FluxKustomization {
  readonly subject: ObjectSubject;
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
  return inventory as ReadonlyMap<string, Folder>;
}

/** Stands for objects of which only the folder is known; they count as listed. */
const namelessFile = '';

function dependenciesOf(subject: ObjectSubject) {
  const namespace = subject.namespace ?? 'default';
  return items(at(subject.object, ['spec', 'dependsOn'])).flatMap((entry) =>
    isMap(entry) && typeof entry.name === 'string'
      ? [{ name: entry.name, namespace: typeof entry.namespace === 'string' ? entry.namespace : namespace }]
      : [],
  );
}

/** Graph of `spec.dependsOn` among objects of one kind. */
function graphOf(subjects: readonly ObjectSubject[]): DependencyGraph {
  return new DependencyGraph(
    subjects.map((subject) => ({
      namespace: subject.namespace ?? 'default',
      name: subject.name,
      dependsOn: dependenciesOf(subject),
    })),
  );
}

/** The tree as Flux sees it, computed once. */
export const fluxTree: (tree: TreeSubject) => FluxTree = once((tree) => {
  const subjects = tree.all(kustomizeGroup, 'Kustomization');
  if (tree.built !== undefined) return builtFluxTree(tree, tree.built);
  const inventory = inventoryOf(tree);
  const paths = subjects.flatMap(({ object }) => {
    const path = at(object, ['spec', 'path']);
    return typeof path === 'string' ? [path] : [];
  });
  const root = environmentRoot(paths, inventory.keys());
  const placed = groupBy(
    tree.objects.filter((subject) => subject.folder !== undefined && !isKustomizationFile(subject)),
    ({ folder }) => folder ?? '',
  );
  const kustomizations = subjects.map((subject) => readKustomization(subject, root, inventory, placed));
  const owners = ownersIn(kustomizations);
  return {
    ...(root === undefined ? {} : { root }),
    inventory,
    kustomizations,
    owners: (subject) => owners.get(subject) ?? [],
    kustomizationGraph: graphOf(subjects),
    releaseGraph: graphOf(tree.all(helmGroup, 'HelmRelease')),
  };
});

/** The tree as it was built: what each Kustomization applies is known, and folders do not matter. */
function builtFluxTree(tree: TreeSubject, parts: readonly BuiltPart[]): FluxTree {
  const kustomizations = parts.map(({ subject, folder, applies }) => ({
    subject,
    key: dependencyKey({ namespace: subject.namespace ?? 'default', name: subject.name }),
    ...(folder === undefined ? {} : { folder }),
    applies,
  }));
  const owners = ownersIn(kustomizations);
  return {
    inventory: new Map(),
    kustomizations,
    owners: (subject) => owners.get(subject) ?? [],
    kustomizationGraph: graphOf(tree.all(kustomizeGroup, 'Kustomization')),
    releaseGraph: graphOf(tree.all(helmGroup, 'HelmRelease')),
  };
}

function ownersIn(
  kustomizations: readonly FluxKustomization[],
): ReadonlyMap<ObjectSubject, readonly FluxKustomization[]> {
  const owners = new Map<ObjectSubject, FluxKustomization[]>();
  for (const kustomization of kustomizations) {
    for (const object of kustomization.applies) {
      const known = owners.get(object);
      if (known === undefined) owners.set(object, [kustomization]);
      else known.push(kustomization);
    }
  }
  return owners;
}

function readKustomization(
  subject: ObjectSubject,
  root: string | undefined,
  inventory: FolderInventory,
  placed: ReadonlyMap<string, readonly ObjectSubject[]>,
): FluxKustomization {
  const key = dependencyKey({ namespace: subject.namespace ?? 'default', name: subject.name });
  const path = at(subject.object, ['spec', 'path']);
  const folder = root === undefined || typeof path !== 'string' ? undefined : folderOfPath(path, root);
  if (folder === undefined || !inventory.has(folder)) {
    return { subject, key, ...(folder === undefined ? {} : { folder }), applies: [] };
  }
  const { folders, files } = appliedTree(folder, inventory);
  const applies = [...folders].flatMap((each) =>
    (placed.get(each) ?? []).filter((object) => {
      const name = fileName(object);
      return name === undefined || files.has(joinPath(each, name) ?? name);
    }),
  );
  return { subject, key, folder, applies };
}

/** Text of a field, or undefined. */
export function textAt(data: Data | undefined, path: readonly (string | number)[]): string | undefined {
  const found = at(data, path);
  return typeof found === 'string' ? found : undefined;
}

/** How the substitution of a Kustomization treats the objects it applies. */
export interface PostBuild {
  readonly state: 'off' | 'on' | 'unknown';
  /** Variables with their values; a value that is not known is undefined. */
  readonly variables: ReadonlyMap<string, string | undefined>;
  /** True where further variables may exist. */
  readonly open: boolean;
}

/** What post-build substitution of a Kustomization knows, by the rules of kustomize-controller 1.9. */
export function postBuildOf(tree: TreeSubject, subject: ObjectSubject): PostBuild {
  const postBuild = at(subject.object, ['spec', 'postBuild']);
  if (!isMap(postBuild)) return { state: 'off', variables: new Map(), open: false };
  const variables = new Map<string, string | undefined>();
  let open = false;
  for (const reference of items(postBuild.substituteFrom).filter(isMap)) {
    const source = tree.find('', words(reference.kind), subject.namespace, words(reference.name));
    if (source === undefined) open = true;
    for (const key of ['data', 'stringData']) {
      const data = field(source?.object, key);
      if (!isMap(data)) continue;
      const readable = source?.kind === 'ConfigMap' || key === 'stringData';
      for (const [name, value] of Object.entries(data))
        variables.set(name, readable ? words(value) : undefined);
    }
  }
  if (isMap(postBuild.substitute)) {
    for (const [name, value] of Object.entries(postBuild.substitute)) variables.set(name, words(value));
  }
  const always = postBuild.substituteStrategy === 'Always';
  if (variables.size > 0 || always) return { state: 'on', variables, open };
  return { state: open ? 'unknown' : 'off', variables, open };
}
