import { isMap } from '../../../documents';
import { fluxTree, type ObjectSubject, objectTitle, type TreeSubject, textAt } from '../../../platform';
import type { TreeRule } from '../../rule';
import { catalogueOf } from '../../schema/catalogue';

/** Kinds of the field's operators whose scope no schema here says. */
const custom: { readonly [kind: string]: boolean } = {
  'cert-manager.io/Certificate': true,
  'cert-manager.io/Issuer': true,
  'cert-manager.io/ClusterIssuer': false,
};

export const objectsCarryTheirNamespace: TreeRule = {
  id: 'XR-40',
  title: 'Objects of namespaced kinds say their namespace, those of the cluster none',
  severity: 'warning',
  why: 'Without a namespace the object lands in "default", or wherever the client happens to point.',
  fix: 'Write metadata.namespace.',
  appliesTo: 'tree',
  example: `  apiVersion: v1
  kind: ServiceAccount
- metadata: {name: bank}
+ metadata: {name: bank, namespace: flux-system}
`,
  *check(tree) {
    const catalogue = catalogueOf(tree);
    for (const subject of tree.objects) {
      const { apiVersion, group, kind, name } = subject;
      // A kustomization.yaml is no object of the cluster.
      if (!isMap(subject.object.metadata) || group === 'kustomize.config.k8s.io') continue;
      const isNamespaced = catalogue.isNamespaced(apiVersion, kind) ?? custom[`${group}/${kind}`];
      const path = ['metadata', 'namespace'];
      if (
        isNamespaced === true &&
        tree.complete &&
        subject.namespace === undefined &&
        !isGivenOne(tree, subject)
      ) {
        yield { message: `${objectTitle(subject)} says no namespace.`, path, subject };
      } else if (isNamespaced === false && subject.namespace !== undefined && !isGivenOne(tree, subject)) {
        yield {
          message: `${kind} ${name} says a namespace, but its kind has none.`,
          path,
          subject,
          fix: 'Remove metadata.namespace.',
        };
      }
    }
  },
};

/** Whether a Kustomization, or a kustomization.yaml, puts the namespace in. */
function isGivenOne(tree: TreeSubject, subject: ObjectSubject): boolean {
  // What was built has the namespace that it is given, where its kind takes one.
  if (tree.built !== undefined) return subject.namespace !== undefined;
  const owners = fluxTree(tree).owners(subject);
  if (owners.some((owner) => textAt(owner.subject.object.spec, ['targetNamespace']) !== undefined))
    return true;
  return tree
    .all('kustomize.config.k8s.io', 'Kustomization')
    .some(
      (file) =>
        typeof file.object.namespace === 'string' && (subject.folder ?? '').startsWith(file.folder ?? ''),
    );
}
