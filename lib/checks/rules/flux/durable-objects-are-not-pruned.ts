import { at, field, words } from '../../../documents';
import { fluxTree, kustomizeGroup, type ObjectSubject, objectTitle } from '../../../platform';
import type { TreeRule } from '../../rule';

const pruneKey = 'kustomize.toolkit.fluxcd.io/prune';

export const durableObjectsAreNotPruned: TreeRule = {
  id: 'FX-41',
  title: 'Namespaces, definitions and volume claims are never pruned, and nothing is forced for good',
  severity: 'warning',
  habit: true,
  why: 'Moving or renaming the file deletes the object first, with everything in it; force recreates objects whenever a field cannot change.',
  fix: 'Set the annotation kustomize.toolkit.fluxcd.io/prune: disabled, and leave force out.',
  appliesTo: 'tree',
  example: `  # file: flux/namespaces.yaml
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: namespaces, namespace: flux-system}
  spec:
    interval: 1h
    retryInterval: 2m
    timeout: 10m
    prune: true
    path: ./dist/develop/namespaces
    sourceRef: {kind: GitRepository, name: flux-system}
    wait: true
  ---
  # file: namespaces/namespace.yaml
  apiVersion: v1
  kind: Namespace
- metadata: {name: develop}
+ metadata: {name: develop, annotations: {kustomize.toolkit.fluxcd.io/prune: disabled}}
`,
  *check(tree) {
    const { owners } = fluxTree(tree);
    for (const subject of tree.objects) {
      if (!isDurable(subject) || isKept(subject) || isFlux(subject)) continue;
      const owner = owners(subject).find((each) => field(each.subject.object.spec, 'prune') === true);
      if (owner === undefined) continue;
      yield {
        message: `${objectTitle(subject)} is deleted as soon as Kustomization ${owner.subject.name} no longer holds it.`,
        path: ['metadata', 'annotations', pruneKey],
        subject,
      };
    }
    for (const subject of tree.all(kustomizeGroup, 'Kustomization')) {
      if (field(subject.object.spec, 'force') !== true) continue;
      yield {
        message: `Kustomization ${subject.name} forces every change by deleting and making anew.`,
        path: ['spec', 'force'],
        subject,
      };
    }
  },
};

function isDurable({ group, kind }: ObjectSubject): boolean {
  return (
    kind === 'CustomResourceDefinition' ||
    (group === '' && (kind === 'Namespace' || kind === 'PersistentVolumeClaim'))
  );
}

function isKept({ object }: ObjectSubject): boolean {
  return ['annotations', 'labels'].some(
    (map) => words(at(object, ['metadata', map, pruneKey])).toLowerCase() === 'disabled',
  );
}

/** What a bootstrap writes, and `flux uninstall` takes away. */
function isFlux({ object }: ObjectSubject): boolean {
  return at(object, ['metadata', 'labels', 'app.kubernetes.io/part-of']) === 'flux';
}
