import { at, isMap, items } from '../../../documents';
import {
  anyObject,
  builtinNamespaces,
  type ObjectSubject,
  objectTitle,
  type TreeSubject,
} from '../../../platform';
import { reference } from '../../reference';
import type { Problem, TreeRule } from '../../rule';

const group = 'rbac.authorization.k8s.io';

/** Roles that every cluster has. */
const builtinRoles = new Set(['cluster-admin', 'admin', 'edit', 'view']);

export const roleBindingsLeadSomewhere: TreeRule = {
  id: 'XR-36',
  title: 'A role binding names a role and a ServiceAccount that exist',
  severity: 'warning',
  why: 'The binding grants nothing, and the pods get 403 from the API server.',
  fix: 'Correct the name, or declare the ServiceAccount as external in the environment.',
  appliesTo: 'tree',
  example: `  apiVersion: v1
  kind: ServiceAccount
  metadata: {name: bank, namespace: develop}
  ---
  apiVersion: rbac.authorization.k8s.io/v1
  kind: RoleBinding
  metadata: {name: bank, namespace: develop}
  roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
- subjects: [{kind: ServiceAccount, name: bnak, namespace: develop}]
+ subjects: [{kind: ServiceAccount, name: bank, namespace: develop}]
`,
  *check(tree) {
    if (!tree.complete) return;
    for (const kind of ['ClusterRoleBinding', 'RoleBinding']) {
      for (const subject of tree.all(group, kind)) {
        yield* judgeRole(tree, subject);
        yield* judgeSubjects(tree, subject);
      }
    }
  },
};

function* judgeRole(tree: TreeSubject, subject: ObjectSubject): Generator<Problem> {
  const kind = at(subject.object, ['roleRef', 'kind']);
  const name = at(subject.object, ['roleRef', 'name']);
  if (typeof kind !== 'string' || typeof name !== 'string') return;
  if (builtinRoles.has(name) || name.startsWith('system:')) return;
  // Charts bring ClusterRoles of any name.
  if (kind === 'ClusterRole' && tree.all('helm.toolkit.fluxcd.io', 'HelmRelease').length > 0) return;
  const { namespace } = subject;
  yield* reference(tree, {
    from: anyObject(subject).place.at('roleRef', 'name'),
    to: { group, kind, name, ...(kind === 'Role' && namespace !== undefined ? { namespace } : {}) },
    says: `${objectTitle(subject)} grants ${kind} ${name}`,
  });
}

function* judgeSubjects(tree: TreeSubject, subject: ObjectSubject): Generator<Problem> {
  for (const [index, entry] of items(subject.object.subjects).entries()) {
    if (!isMap(entry) || entry.kind !== 'ServiceAccount' || typeof entry.name !== 'string') continue;
    const namespace = typeof entry.namespace === 'string' ? entry.namespace : subject.namespace;
    if (namespace === undefined || builtinNamespaces.includes(namespace) || entry.name === 'default')
      continue;
    const isMade = tree.collectors.some(
      ({ deployment }) => deployment?.namespace === namespace && deployment.serviceAccountName === entry.name,
    );
    if (isMade) continue;
    const place = ['subjects', index];
    yield* reference(tree, {
      from: anyObject(subject).place.at(...place, 'name'),
      to: { group: '', kind: 'ServiceAccount', namespace, name: entry.name },
      says: `${objectTitle(subject)} grants to ServiceAccount ${namespace}/${entry.name}`,
      namespace: anyObject(subject).place.at(...place, 'namespace'),
    });
  }
}
