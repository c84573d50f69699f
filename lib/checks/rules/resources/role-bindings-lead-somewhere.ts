import {
  anyOf,
  builtinNamespaces,
  clusterRoleBindings,
  helmReleases,
  roleBindings,
  type TreeSubject,
} from '../../../platform';
import { serviceAccount } from '../../frames';
import { reference } from '../../reference';
import { type Problem, ruleOfEach } from '../../rule';

const group = 'rbac.authorization.k8s.io';

/** Roles that every cluster has. */
const builtinRoles = new Set(['cluster-admin', 'admin', 'edit', 'view']);

const kinds = anyOf(clusterRoleBindings, roleBindings);
type Binding = ReturnType<typeof kinds>[number];

export const roleBindingsLeadSomewhere = ruleOfEach({
  each: kinds,
  id: 'XR-36',
  title: 'A role binding names a role and a ServiceAccount that exist',
  severity: 'warning',
  why: 'The binding grants nothing, and the pods get 403 from the API server.',
  fix: 'Correct the name, or declare the ServiceAccount as external in the environment.',
  example: `${serviceAccount('bank', 'develop')}
  ---
  apiVersion: rbac.authorization.k8s.io/v1
  kind: RoleBinding
  metadata: {name: bank, namespace: develop}
  roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
- subjects: [{kind: ServiceAccount, name: bnak, namespace: develop}]
+ subjects: [{kind: ServiceAccount, name: bank, namespace: develop}]
`,
  *check(binding, tree) {
    if (!tree.complete) return;
    yield* roleProblems(tree, binding);
    yield* subjectProblems(tree, binding);
  },
});

function* roleProblems(tree: TreeSubject, { subject, title, roleRef }: Binding): Generator<Problem> {
  const [kind, name] = [roleRef.kind.value, roleRef.name.value];
  if (kind === undefined || name === undefined) return;
  if (builtinRoles.has(name) || name.startsWith('system:')) return;
  // Charts bring ClusterRoles of any name.
  if (kind === 'ClusterRole' && helmReleases(tree).length > 0) return;
  yield* reference(tree, {
    from: roleRef.name,
    to: { group, kind, name, namespace: kind === 'Role' ? subject.namespace : undefined },
    says: `${title} grants ${kind} ${name}`,
  });
}

function* subjectProblems(tree: TreeSubject, { subject, title, subjects }: Binding): Generator<Problem> {
  for (const entry of subjects) {
    const name = entry.name.value;
    const namespace = entry.namespace.value ?? subject.namespace;
    if (entry.kind.value !== 'ServiceAccount' || name === undefined || name === 'default') continue;
    if (namespace === undefined || builtinNamespaces.includes(namespace)) continue;
    const isMade = tree.collectors.some(
      ({ deployment }) => deployment?.namespace === namespace && deployment.serviceAccountName === name,
    );
    if (isMade) continue;
    yield* reference(tree, {
      from: entry.name,
      to: { group: '', kind: 'ServiceAccount', namespace, name },
      says: `${title} grants to ServiceAccount ${namespace}/${name}`,
      namespace: entry.namespace,
    });
  }
}
