import type { ObjectSubject, TreeSubject } from '../subject';
import { fluxTree, helmGroup } from './flux-tree';
import { chartOf, groupsOf } from './known-charts';
import { once } from './memo';

/** HelmReleases of the tree by the API groups whose definitions they install. */
export const installersByGroup: (tree: TreeSubject) => ReadonlyMap<string, readonly ObjectSubject[]> = once(
  (tree) => {
    const found = new Map<string, ObjectSubject[]>();
    for (const release of tree.all(helmGroup, 'HelmRelease')) {
      for (const group of groupsOf(release)) found.set(group, [...(found.get(group) ?? []), release]);
    }
    return found;
  },
);

/** HelmReleases of a chart. */
export const releasesByChart: (tree: TreeSubject) => ReadonlyMap<string, readonly ObjectSubject[]> = once(
  (tree) => {
    const found = new Map<string, ObjectSubject[]>();
    for (const release of tree.all(helmGroup, 'HelmRelease')) {
      const chart = chartOf(release);
      if (chart !== undefined) found.set(chart, [...(found.get(chart) ?? []), release]);
    }
    return found;
  },
);

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
