import { at, type Data, didYouMean, groupBy } from '../../../documents';
import { normalizePath } from '../../../flux';
import { fluxTree, type ObjectSubject, textAt } from '../../../platform';
import { documents, fileExample, kustomizationExample } from '../../resources/examples';
import type { TreeRule } from '../../rule';

const account = (folder: string) =>
  fileExample(`${folder}/serviceaccount.yaml`, [
    'apiVersion: v1',
    'kind: ServiceAccount',
    `metadata: {name: ${folder}, namespace: flux-system}`,
  ]);
const namespaces = kustomizationExample('namespaces', ['wait: true']);
const services = kustomizationExample('services', ['wait: true']);

export const pathsExist: TreeRule = {
  id: 'FX-27',
  title: 'The path of a Kustomization is a folder of the tree',
  severity: 'error',
  why: 'Flux stops with "path not found", and with an emptied folder it prunes everything.',
  fix: 'Write the path of a folder of this environment, from the root of the repository.',
  appliesTo: 'tree',
  bad: documents(
    namespaces,
    services.replace('path: ./dist/develop/services', 'path: ./dist/develop/service'),
    account('namespaces'),
    account('services'),
  ),
  good: documents(namespaces, services, account('namespaces'), account('services')),
  *check(tree) {
    const { root, kustomizations, inventory } = fluxTree(tree);
    if (!tree.complete || root === undefined) return;
    const bySource = groupBy(kustomizations, ({ subject }) => sourceOf(subject));
    const placed = [...bySource].filter(([, group]) => group.some(({ applies }) => applies.length > 0));
    const own = new Set(placed.map(([source]) => source));
    for (const { subject, folder } of kustomizations) {
      const path = textAt(subject.object as Data, ['spec', 'path']);
      if (path === undefined || path.includes('$') || !own.has(sourceOf(subject))) continue;
      if (folder !== undefined && inventory.has(folder)) continue;
      const place = { path: ['spec', 'path'], subject };
      if (folder !== undefined) {
        const near = didYouMean(
          folder,
          [...inventory.keys()].filter((each) => each !== ''),
        );
        yield {
          ...place,
          message: `Kustomization ${subject.name} applies ${path}, but the tree has no folder ${folder}${near}.`,
        };
        continue;
      }
      const normal = normalizePath(path) ?? path;
      const tail = [...inventory.keys()].find(
        (each) => each !== '' && (normal === each || normal.endsWith(`/${each}`)),
      );
      if (tail === undefined) continue;
      yield {
        ...place,
        message: `Kustomization ${subject.name} applies ${path}, while the folder ${tail} of this environment is ${root === '' ? tail : `${root}/${tail}`}.`,
        severity: 'warning',
      };
    }
  },
};

function sourceOf(subject: ObjectSubject): string {
  return JSON.stringify(at(subject.object as Data, ['spec', 'sourceRef']) ?? null);
}
