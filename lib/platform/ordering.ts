import { addTo, field, groupBy, items, once, shown } from '../documents';
import { type FluxKustomization, fluxTree } from './flux-tree';
import { chartOf, groupsOf, isDefinedApart } from './known-charts';
import type { ObjectSubject, TreeSubject } from './subject';
import { helmGroup } from './views/flux';

/** HelmReleases of the tree by the API groups whose definitions they install. */
export const installersByGroup: (tree: TreeSubject) => ReadonlyMap<string, readonly ObjectSubject[]> = once(
  (tree) => {
    const found = new Map<string, ObjectSubject[]>();
    for (const release of tree.all(helmGroup, 'HelmRelease')) {
      for (const group of groupsOf(release)) addTo(found, group, release);
    }
    return found;
  },
);

/** HelmReleases of a chart. */
export const releasesByChart: (tree: TreeSubject) => ReadonlyMap<string, readonly ObjectSubject[]> = once(
  (tree) => groupBy(tree.all(helmGroup, 'HelmRelease'), chartOf),
);

/** A Kustomization that applies resources before what it needs to wait for. */
export interface MissingDependency {
  readonly kustomization: FluxKustomization;
  /** The Kustomization that should come first. */
  readonly needed: FluxKustomization;
  /** A resource whose definition is brought by the other. */
  readonly resource: ObjectSubject;
}

/** Whether an entry of dependsOn names nothing: that is a fault of its own, and explains what is missing. */
export function namesNothing(tree: TreeSubject, { subject }: FluxKustomization): boolean {
  const graph = fluxTree(tree).kustomizationGraph;
  return items(field(subject.object.spec, 'dependsOn')).some((entry) => {
    const namespace = field(entry, 'namespace') ?? subject.namespace ?? 'default';
    return !graph.has(`${shown(namespace)}/${shown(field(entry, 'name'))}`);
  });
}

/** Kustomizations with resources whose definitions a HelmRelease of another one installs, without waiting for it. */
export const missingDefinitions: (tree: TreeSubject) => readonly MissingDependency[] = once((tree) => {
  const flux = fluxTree(tree);
  const installers = installersByGroup(tree);
  const missing: MissingDependency[] = [];
  for (const kustomization of flux.kustomizations) {
    let waits: ReadonlySet<string> | undefined;
    const told = new Set<string>();
    for (const resource of kustomization.applies) {
      const owners = (installers.get(resource.group) ?? []).flatMap((release) => flux.owners(release));
      if ((installers.get(resource.group) ?? []).some((release) => isDefinedApart(tree, release))) continue;
      // Definitions beside the resources are another fault.
      if (owners.length === 0) continue;
      // Worked out where it matters: it may be all others.
      waits ??= flux.kustomizationGraph.reachableFrom(kustomization.key);
      const known = waits;
      if (owners.some(({ key }) => key === kustomization.key || known.has(key))) continue;
      const [needed] = owners;
      if (needed === undefined || told.has(needed.key) || namesNothing(tree, kustomization)) continue;
      told.add(needed.key);
      missing.push({ kustomization, needed, resource });
    }
  }
  return missing;
});

/** Key of an object in the dependency graphs. */
export function graphKey(subject: ObjectSubject): string {
  return `${subject.namespace ?? 'default'}/${subject.name}`;
}

/** Whether one HelmRelease surely comes after another: by its own dependsOn or by that of its Kustomization. */
export function comesAfter(tree: TreeSubject, later: ObjectSubject, earlier: ObjectSubject): boolean {
  const flux = fluxTree(tree);
  if (flux.releaseGraph.reachableFrom(graphKey(later)).has(graphKey(earlier))) return true;
  return flux.owners(later).some(({ key }) => {
    const waits = flux.kustomizationGraph.reachableFrom(key);
    return flux.owners(earlier).some((owner) => owner.key !== key && waits.has(owner.key));
  });
}
