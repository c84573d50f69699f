import { groupBy } from '../../../documents';
import { normalizePath } from '../../../flux';
import { type FluxKustomization, fluxTree } from '../../../platform';
import { fluxKustomization, serviceAccount } from '../../frames';
import { unknownName } from '../../reference';
import type { TreeRule } from '../../rule';

export const pathsExist: TreeRule = {
  id: 'FX-27',
  title: 'The path of a Kustomization is a folder of the tree',
  severity: 'error',
  why: 'Flux stops with "path not found", and with an emptied folder it prunes everything.',
  fix: 'Write the path of a folder of this environment, from the root of the repository.',
  example: `${fluxKustomization('namespaces')}
    wait: true
  ---
  # file: flux/services.yaml
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: services, namespace: flux-system}
  spec:
    interval: 1h
    retryInterval: 2m
    timeout: 10m
    prune: true
-   path: ./dist/develop/service
+   path: ./dist/develop/services
    sourceRef: {kind: GitRepository, name: flux-system}
    wait: true
  ---
  # file: namespaces/serviceaccount.yaml
${serviceAccount('namespaces')}
  ---
  # file: services/serviceaccount.yaml
${serviceAccount('services')}
`,
  appliesTo: 'tree',
  *check(tree) {
    const { root, kustomizations, inventory } = fluxTree(tree);
    if (!tree.complete || root === undefined) return;
    const folders = [...inventory.keys()].filter((each) => each !== '');
    const placed = [...groupBy(kustomizations, sourceOf)].filter(([, group]) =>
      group.some(({ applies }) => applies.length > 0),
    );
    const own = new Set(placed.map(([source]) => source));
    for (const kustomization of kustomizations) {
      const { name, spec, folder } = kustomization;
      const path = spec.path.known;
      if (path === undefined || !own.has(sourceOf(kustomization))) continue;
      if (folder !== undefined && inventory.has(folder)) continue;
      if (folder !== undefined) {
        const says = `Kustomization ${name} applies ${path}`;
        const fault = `but the tree has no folder ${folder}`;
        yield unknownName({ from: spec.path, name: folder, among: folders, says, fault });
        continue;
      }
      const normal = normalizePath(path) ?? path;
      const tail = folders.find((each) => normal === each || normal.endsWith(`/${each}`));
      if (tail === undefined) continue;
      yield {
        at: spec.path,
        message: `Kustomization ${name} applies ${path}, while the folder ${tail} of this environment is ${root === '' ? tail : `${root}/${tail}`}.`,
        severity: 'warning',
      };
    }
  },
};

function sourceOf({ spec }: FluxKustomization): string {
  return spec.sourceRef.place.shown;
}
