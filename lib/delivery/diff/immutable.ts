import type { FieldChange } from './model';

/** Fields that the API server lets nobody change. */
const immutable: readonly [kind: string, path: RegExp][] = [
  ['Deployment', /^spec\.selector\b/],
  ['DaemonSet', /^spec\.selector\b/],
  ['StatefulSet', /^spec\.(?:selector|serviceName|podManagementPolicy|volumeClaimTemplates)\b/],
  ['Job', /^spec\.(?:selector|template|completionMode)\b/],
  ['PersistentVolumeClaim', /^spec\.(?!resources\b)/],
  ['ClusterRoleBinding', /^roleRef\b/],
  ['RoleBinding', /^roleRef\b/],
];

/** The changes of an object that the API server refuses. */
export function immutableFields(kind: string, changes: readonly FieldChange[]): readonly FieldChange[] {
  return changes.filter(({ path }) =>
    immutable.some(([known, pattern]) => known === kind && pattern.test(path)),
  );
}
