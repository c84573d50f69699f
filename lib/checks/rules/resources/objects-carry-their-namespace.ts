import { isMap } from '../../../documents';
import { fluxTree, type ObjectSubject, objectTitle, type TreeSubject, textAt } from '../../../platform';
import type { TreeRule } from '../../rule';

/** Groups of which every kind of this list is namespaced, in Kubernetes and in the field's operators. */
const namespaced: { readonly [group: string]: readonly string[] } = {
  '': [
    'ConfigMap',
    'Secret',
    'Service',
    'ServiceAccount',
    'Pod',
    'PersistentVolumeClaim',
    'ResourceQuota',
    'LimitRange',
    'Endpoints',
  ],
  apps: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'],
  batch: ['Job', 'CronJob'],
  autoscaling: ['HorizontalPodAutoscaler'],
  policy: ['PodDisruptionBudget'],
  'networking.k8s.io': ['Ingress', 'NetworkPolicy'],
  'rbac.authorization.k8s.io': ['Role', 'RoleBinding'],
  'helm.toolkit.fluxcd.io': ['HelmRelease'],
  'kustomize.toolkit.fluxcd.io': ['Kustomization'],
  'source.toolkit.fluxcd.io': ['HelmRepository', 'GitRepository', 'OCIRepository', 'Bucket', 'HelmChart'],
  'image.toolkit.fluxcd.io': ['ImageRepository', 'ImagePolicy', 'ImageUpdateAutomation'],
  'jaegertracing.io': ['Jaeger'],
  'opentelemetry.io': ['OpenTelemetryCollector', 'Instrumentation'],
  'cert-manager.io': ['Certificate', 'Issuer'],
};

/** Kinds that have no namespace. */
const clusterScoped: { readonly [group: string]: readonly string[] } = {
  '': ['Namespace', 'Node', 'PersistentVolume'],
  'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
  'storage.k8s.io': ['StorageClass'],
  'apiextensions.k8s.io': ['CustomResourceDefinition'],
  'scheduling.k8s.io': ['PriorityClass'],
  'networking.k8s.io': ['IngressClass'],
  'cert-manager.io': ['ClusterIssuer'],
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
    if (!tree.complete) return;
    for (const subject of tree.objects) {
      const kinds = Object.hasOwn(namespaced, subject.group) ? namespaced[subject.group] : undefined;
      const global = Object.hasOwn(clusterScoped, subject.group) ? clusterScoped[subject.group] : undefined;
      if (!isMap(subject.object.metadata)) continue;
      if (kinds?.includes(subject.kind) && subject.namespace === undefined && !isGivenOne(tree, subject)) {
        yield {
          message: `${objectTitle(subject)} says no namespace.`,
          path: ['metadata', 'namespace'],
          subject,
        };
      } else if (global?.includes(subject.kind) && subject.namespace !== undefined) {
        yield {
          message: `${subject.kind} ${subject.name} says a namespace, but its kind has none.`,
          path: ['metadata', 'namespace'],
          subject,
          fix: 'Remove metadata.namespace.',
        };
      }
    }
  },
};

/** Whether a Kustomization, or a kustomization.yaml, puts the namespace in. */
function isGivenOne(tree: TreeSubject, subject: ObjectSubject): boolean {
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
