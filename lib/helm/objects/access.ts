import { inEffect } from '../model';
import {
  clusterRoleBindingName,
  clusterRoleName,
  fullname,
  hasPreset,
  isEnabled,
  serviceAccountName,
  valueAt,
} from '../names';
import { type Part, Taken } from '../part';
import { truthy } from '../template';
import type { ObjectTemplate, Release } from '../version';
import { changes } from './changes';
import { makesClusterRole, rulesOfClusterRole } from './cluster-role';
import { clusterMetadata, metadata, named, namespaceOfObjects, objectLabels } from './metadata';
import { bare, templatedTextsAt } from './text';

/** Made by `serviceAccount.create`, and in any case for presets that need it. */
export const serviceAccount: ObjectTemplate = (release) => {
  const presets = inEffect(release, changes.accountOfObjects)
    ? ['kubeletMetrics', 'kubernetesObjects']
    : ['kubeletMetrics'];
  const needed = presets.some((preset) => hasPreset(release, preset));
  if (!isEnabled(release, 'serviceAccount', 'create') && !needed) return [];
  return [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {
        ...metadata(
          release,
          '',
          objectLabels(release),
          templatedTextsAt(release, 'serviceAccount', 'annotations'),
        ),
        name: accountName(release),
      },
    },
  ];
};

function accountName(release: Release): Part {
  return nameAt(release, serviceAccountName(release), 'serviceAccount', 'name');
}

/** A name that the values may give. */
function nameAt(release: Release, name: string, ...path: string[]): Part {
  if (truthy(valueAt(release, ...path))) return new Taken(bare(name, path.join('.')), path);
  return name === fullname(release) ? named(release, name) : bare(name, path.join('.'));
}

export const clusterRole: ObjectTemplate = (release) => {
  if (!makesClusterRole(release)) return [];
  const rules = rulesOfClusterRole(release);
  return [
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: clusterMetadata(
        release,
        nameAt(release, clusterRoleName(release), 'clusterRole', 'name'),
        templatedTextsAt(release, 'clusterRole', 'annotations'),
      ),
      rules: rules.length === 0 ? null : rules,
    },
  ];
};

export const clusterRoleBinding: ObjectTemplate = (release) => {
  if (!makesClusterRole(release)) return [];
  const binding = ['clusterRole', 'clusterRoleBinding'];
  return [
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: clusterMetadata(
        release,
        nameAt(release, clusterRoleBindingName(release), ...binding, 'name'),
        templatedTextsAt(release, ...binding, 'annotations'),
      ),
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: nameAt(release, clusterRoleName(release), 'clusterRole', 'name'),
      },
      subjects: [
        { kind: 'ServiceAccount', name: accountName(release), namespace: namespaceOfObjects(release) },
      ],
    },
  ];
};
