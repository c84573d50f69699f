import { quantity } from '../../platform';
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
  ['Secret', /^type$/],
];

/** What an object that calls itself immutable keeps. */
const sealed = /^(?:data|binaryData|stringData|immutable)\b/;
const sealable = new Set(['ConfigMap', 'Secret']);

/** The changes of an object that the API server refuses. */
export function immutableFields(
  kind: string,
  changes: readonly FieldChange[],
  former: object,
): readonly FieldChange[] {
  const isSealed = sealable.has(kind) && Reflect.get(former, 'immutable') === true;
  return changes.filter(
    (change) =>
      immutable.some(([known, pattern]) => known === kind && pattern.test(change.path)) ||
      (isSealed && sealed.test(change.path)) ||
      (kind === 'PersistentVolumeClaim' && shrinks(change)),
  );
}

/** A claim may grow, never shrink. */
function shrinks({ path, before, after }: FieldChange): boolean {
  if (path !== 'spec.resources.requests.storage') return false;
  const [old, now] = [quantity(before), quantity(after)];
  return old !== undefined && now !== undefined && now < old;
}

/** Fields of a HelmRelease that make another release of it. */
const identity = /^spec\.(?:releaseName|targetNamespace|storageNamespace|chart\.spec\.chart)$/;

/** What a HelmRelease loses by another name, place or chart: helm-controller uninstalls the former release first. */
export function replacedRelease(kind: string, changes: readonly FieldChange[]): FieldChange | undefined {
  return kind === 'HelmRelease' ? changes.find(({ path }) => identity.test(path)) : undefined;
}
