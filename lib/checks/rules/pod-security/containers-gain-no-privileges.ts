import { containerFields, isWindows, podSecurityRule } from '../../pod-security/control';

export const containersGainNoPrivileges = podSecurityRule(
  {
    id: 'PS-14',
    title: 'Containers gain no privileges',
    fix: 'Write securityContext.allowPrivilegeEscalation: false, or lower the level of the namespace.',
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
-           securityContext: {allowPrivilegeEscalation: true, runAsNonRoot: true, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}
+           securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}
`,
  },
  {
    level: 'restricted',
    since: 8,
    *violations(pod, minor) {
      if (isWindows(pod, minor)) return;
      for (const { owner, at } of containerFields(pod, 'securityContext', 'allowPrivilegeEscalation')) {
        if (at.data === false) continue;
        yield { what: `${owner} does not set allowPrivilegeEscalation: false`, at, missing: !at.isSet };
      }
    },
  },
);
