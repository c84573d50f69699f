import { contextFields, podSecurityRule } from '../../pod-security/control';

export const windowsPodsAreNotHostProcesses = podSecurityRule(
  {
    id: 'PS-12',
    title: 'Pods of Windows are not processes of the host',
    fix: 'Leave hostProcess out, or give the namespace the level privileged.',
    example: `  apiVersion: v1
  kind: Namespace
  metadata: {name: monitoring, labels: {pod-security.kubernetes.io/enforce: baseline}}
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
-           securityContext: {windowsOptions: {hostProcess: true}}
+           securityContext: {windowsOptions: {hostProcess: false}}
`,
  },
  {
    level: 'baseline',
    *violations(pod) {
      for (const { owner, at } of contextFields(pod, 'windowsOptions', 'hostProcess'))
        if (at.data === true) yield { what: `${owner} runs as a process of its host`, at };
    },
  },
);
