import { contextFields, hasOwnUsers, isSet, podSecurityRule } from '../../pod-security/control';

export const podsRunAsSomebody = podSecurityRule(
  {
    id: 'PS-15',
    title: 'Pods say that they do not run as root',
    fix: 'Write runAsNonRoot: true for the pod or each container, or lower the level of the namespace.',
    example: `  apiVersion: v1
  kind: Namespace
  metadata: {name: monitoring, labels: {pod-security.kubernetes.io/enforce: restricted}}
  ---
  apiVersion: apps/v1
  kind: DaemonSet
  metadata: {name: agent, namespace: monitoring}
  spec:
    selector: {matchLabels: {app: agent}}
    template:
      metadata: {labels: {app: agent}}
      spec:
        containers:
          - name: agent
            image: agent:1.0.0
-           securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: false, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}
+           securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}
`,
  },
  {
    level: 'restricted',
    *violations(pod, minor) {
      if (hasOwnUsers(pod, minor)) return;
      const [ofPod, ...ofContainers] = contextFields(pod, 'runAsNonRoot');
      const bad = [ofPod, ...ofContainers].filter((one) => one?.value === false);
      for (const one of bad)
        if (one !== undefined) yield { what: `${one.owner} sets runAsNonRoot: false`, path: one.path };
      if (bad.length > 0 || ofPod?.value === true) return;
      for (const { owner, value, path } of ofContainers) {
        if (!isSet(value)) yield { what: `${owner} does not set runAsNonRoot: true`, path, missing: true };
      }
    },
  },
);
