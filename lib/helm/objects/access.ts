import { clusterRoleRules, makesClusterRole } from '../cluster-role';
import { inEffect } from '../model';
import { clusterRoleBindingName, clusterRoleName, isEnabled, serviceAccountName, valueAt } from '../names';
import type { ObjectTemplate } from '../version';
import { changes } from './changes';
import { clusterNamed, named, templatedTexts } from './text';

/** Made by `serviceAccount.create`, and in any case for the presets that ask the kubelet or the API server. */
export const serviceAccount: ObjectTemplate = (release) => {
  const presets = inEffect(release, changes.accountOfObjects)
    ? ['kubeletMetrics', 'kubernetesObjects']
    : ['kubeletMetrics'];
  const needed = presets.some((preset) => isEnabled(release, 'presets', preset, 'enabled'));
  if (!isEnabled(release, 'serviceAccount', 'create') && !needed) return [];
  templatedTexts(valueAt(release, 'serviceAccount', 'annotations'), 'serviceAccount.annotations');
  return [named(release, 'ServiceAccount', serviceAccountName(release))];
};

/** ClusterRole and ClusterRoleBinding, made together. */
export const clusterRole: ObjectTemplate = (release) => {
  if (!makesClusterRole(release)) return [];
  clusterRoleRules(release);
  templatedTexts(valueAt(release, 'clusterRole', 'annotations'), 'clusterRole.annotations');
  templatedTexts(
    valueAt(release, 'clusterRole', 'clusterRoleBinding', 'annotations'),
    'clusterRole.clusterRoleBinding.annotations',
  );
  return [
    clusterNamed(release, 'ClusterRole', clusterRoleName(release)),
    clusterNamed(release, 'ClusterRoleBinding', clusterRoleBindingName(release)),
  ];
};
