import { allObjects, fluxTree, kustomizations, type ObjectView } from '../../../platform';
import { fluxKustomization } from '../../frames';
import type { TreeRule } from '../../rule';

const pruneKey = 'kustomize.toolkit.fluxcd.io/prune';

export const durableObjectsAreNotPruned: TreeRule = {
  id: 'FX-41',
  title: 'Namespaces, definitions and volume claims are never pruned, and nothing is forced for good',
  severity: 'warning',
  habit: true,
  why: 'Moving or renaming the file deletes the object first, with everything in it; force recreates objects whenever a field cannot change.',
  fix: 'Set the annotation kustomize.toolkit.fluxcd.io/prune: disabled, and leave force out.',
  example: `${fluxKustomization('namespaces')}
    wait: true
  ---
  # file: namespaces/namespace.yaml
  apiVersion: v1
  kind: Namespace
- metadata: {name: develop}
+ metadata: {name: develop, annotations: {kustomize.toolkit.fluxcd.io/prune: disabled}}
`,
  appliesTo: 'tree',
  *check(tree) {
    const { owners } = fluxTree(tree);
    for (const object of allObjects(tree)) {
      if (!isDurable(object) || isKept(object) || isFlux(object)) continue;
      const owner = owners(object.subject).find(({ spec }) => spec.prune.value === true);
      if (owner === undefined) continue;
      yield {
        message: `${object.title} is deleted as soon as Kustomization ${owner.name} no longer holds it.`,
        at: object.metadata.annotations.at(pruneKey),
      };
    }
    for (const { name, spec } of kustomizations(tree)) {
      if (spec.force.value !== true) continue;
      yield {
        message: `Kustomization ${name} forces every change by deleting and making anew.`,
        at: spec.force,
      };
    }
  },
};

function isDurable({ subject: { group, kind } }: ObjectView): boolean {
  return (
    kind === 'CustomResourceDefinition' ||
    (group === '' && (kind === 'Namespace' || kind === 'PersistentVolumeClaim'))
  );
}

function isKept({ metadata: { annotations, labels } }: ObjectView): boolean {
  return [annotations, labels].some((map) => map.at(pruneKey).shown.toLowerCase() === 'disabled');
}

/** What a bootstrap writes, and `flux uninstall` takes away. */
function isFlux({ metadata }: ObjectView): boolean {
  return metadata.labels.at('app.kubernetes.io/part-of').text === 'flux';
}
