import { isMap } from '../../documents';
import { appliedTree, environmentRoot, folderOfPath, type InventoryFolder } from '../../flux';
import { isManifest, type Snapshot, type TreeObject } from './snapshot';

/** A Flux Kustomization of the tree and what it applies. */
export interface Applier {
  readonly entry: TreeObject;
  readonly prune: boolean;
  readonly suspended: boolean;
  /** Why it applies nothing of this tree: what it names cannot be built, or lies elsewhere. */
  readonly idle?: 'broken' | 'elsewhere';
  /** Places of the objects that it applies. */
  readonly places: ReadonlySet<string>;
}

/** The Flux Kustomizations of a tree; each file is applied by at most a few. */
export function appliersOf(snapshot: Snapshot): Applier[] {
  const inventory = new Map<string, InventoryFolder>();
  const files = new Map<string, Set<string>>([['', new Set()]]);
  for (const path of snapshot.files.keys()) {
    if (!isManifest(path)) continue;
    const slash = path.lastIndexOf('/');
    const folder = slash < 0 ? '' : path.slice(0, slash);
    const names = files.get(folder) ?? new Set<string>();
    names.add(path.slice(slash + 1));
    files.set(folder, names);
  }
  for (const [folder, names] of files)
    inventory.set(folder, { files: names, resources: snapshot.listed(folder) });
  const entries = fluxKustomizations(snapshot);
  const root =
    environmentRoot(
      entries.map(pathOf),
      [...files.keys()].filter((folder) => folder !== ''),
    ) ?? '';
  return entries.flatMap((entry) => {
    const folder = folderOfPath(pathOf(entry), root);
    if (folder === undefined || !inventory.has(folder)) return [];
    const spec = isMap(entry.object.spec) ? entry.object.spec : {};
    return [
      {
        entry,
        prune: spec.prune === true,
        suspended: spec.suspend === true,
        places: appliedTree(folder, inventory).files,
      },
    ];
  });
}

function pathOf(entry: TreeObject): string {
  const path = isMap(entry.object.spec) ? entry.object.spec.path : undefined;
  return typeof path === 'string' ? path : './';
}

/** Only files that mention the API group are read. */
export function fluxKustomizations(snapshot: Snapshot): TreeObject[] {
  return [...snapshot.files]
    .filter(([path, file]) => isManifest(path) && file.read().includes('kustomize.toolkit.fluxcd.io/v'))
    .flatMap(([path]) => snapshot.objects(path))
    .filter((entry) => entry.group === 'kustomize.toolkit.fluxcd.io' && entry.kind === 'Kustomization');
}
