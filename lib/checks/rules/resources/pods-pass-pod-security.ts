import { at, type Data, isMap, type Path } from '../../../documents';
import { enforcedLevel, objectTitle, podSecurityFaults, workloads } from '../../../platform';
import type { TreeRule } from '../../rule';

export const podsPassPodSecurity: TreeRule = {
  id: 'XR-58',
  title: 'Pods keep to the Pod Security level that their namespace enforces',
  severity: 'error',
  why: 'The workload is accepted, but the API server refuses every one of its pods: nothing starts.',
  fix: 'Give the pod the security context that the level demands, or lower the level of the namespace.',
  appliesTo: 'tree',
  example: `  apiVersion: v1
  kind: Namespace
  metadata:
    name: develop
    annotations: {kustomize.toolkit.fluxcd.io/prune: disabled}
    labels: {pod-security.kubernetes.io/enforce: baseline}
  ---
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: bank, namespace: develop}
  spec:
    selector: {matchLabels: {app: bank}}
    template:
      metadata: {labels: {app: bank}}
-     spec: {containers: [{name: bank, image: "bank:1.0.0", securityContext: {privileged: true}}]}
+     spec: {containers: [{name: bank, image: "bank:1.0.0", securityContext: {privileged: false}}]}
`,
  *check(tree) {
    for (const namespace of tree.all('', 'Namespace')) {
      const level = enforcedLevel(namespace);
      if (level === undefined) continue;
      for (const workload of workloads(tree)) {
        if (workload.namespace !== namespace.name || isExempt(workload.podSpec)) continue;
        const faults = podSecurityFaults(workload, level);
        const [first] = faults;
        if (first === undefined) continue;
        const words = faults.map(({ message }) => message).join('; ');
        yield {
          message: `Namespace ${namespace.name} enforces ${level}, which refuses the pods of ${objectTitle(workload.subject)}: ${words}.`,
          path: first.path satisfies Path,
          subject: workload.subject,
        };
      }
    }
  },
};

/** A runtime class that an administrator exempts cannot be seen from here. */
function isExempt(podSpec: { readonly [key: string]: Data }): boolean {
  return isMap(podSpec) && at(podSpec as Data, ['runtimeClassName']) !== undefined;
}
