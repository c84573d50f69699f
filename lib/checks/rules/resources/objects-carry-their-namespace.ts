import { allObjects, fluxTree, type ObjectSubject, objectTitle, type TreeSubject } from '../../../platform';
import { ruleOfEach } from '../../rule';
import { catalogOf } from '../../schema/catalog';

/** Kinds of the field's operators whose scope no schema here says. */
const custom: { readonly [kind: string]: boolean } = {
  'cert-manager.io/Certificate': true,
  'cert-manager.io/Issuer': true,
  'cert-manager.io/ClusterIssuer': false,
};

export const objectsCarryTheirNamespace = ruleOfEach({
  each: allObjects,
  id: 'XR-40',
  title: 'Objects of namespaced kinds say their namespace, those of the cluster none',
  severity: 'warning',
  why: 'Without a namespace the object lands in "default", or wherever the client happens to point.',
  fix: 'Write metadata.namespace.',
  example: `  apiVersion: v1
  kind: ServiceAccount
- metadata: {name: bank}
+ metadata: {name: bank, namespace: flux-system}
`,
  *check({ subject, metadata }, tree) {
    const { apiVersion, group, kind, name } = subject;
    // A kustomization.yaml is not an object of the cluster.
    if (!metadata.place.isMap || group === 'kustomize.config.k8s.io') return;
    const isNamespaced = catalogOf(tree).isNamespaced(apiVersion, kind) ?? custom[`${group}/${kind}`];
    const isMissing = subject.namespace === undefined;
    if (isNamespaced === undefined || isNamespaced !== isMissing || isGivenOne(tree, subject)) return;
    if (!isMissing) {
      yield {
        message: `${kind} ${name} says a namespace, but its kind has none.`,
        at: metadata.namespace,
        fix: 'Remove metadata.namespace.',
      };
    } else if (tree.complete) {
      yield { message: `${objectTitle(subject)} says no namespace.`, at: metadata.namespace };
    }
  },
});

/** Whether a Kustomization, or a kustomization.yaml, puts the namespace in. */
function isGivenOne(tree: TreeSubject, subject: ObjectSubject): boolean {
  // What was built has the namespace that it is given, where its kind takes one.
  if (tree.built !== undefined) return subject.namespace !== undefined;
  const owners = fluxTree(tree).owners(subject);
  if (owners.some(({ spec }) => spec.targetNamespace.value !== undefined)) return true;
  return tree
    .all('kustomize.config.k8s.io', 'Kustomization')
    .some(
      (file) =>
        typeof file.object.namespace === 'string' && (subject.folder ?? '').startsWith(file.folder ?? ''),
    );
}
