import { podSecurityRule } from '../../pod-security/control';

export const podsShareNoNamespaceOfTheNode = podSecurityRule(
  {
    id: 'PS-1',
    title: 'Pods share no network, processes or memory with their node',
    fix: 'Leave hostNetwork, hostPID and hostIPC out, or give the namespace the level privileged.',
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
-       hostNetwork: true
        containers: [{name: agent, image: "agent:1.0.0"}]
`,
  },
  {
    level: 'baseline',
    *violations(pod) {
      for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
        if (pod.at(field).data === true) yield { what: `${field} is true`, at: pod.at(field) };
      }
    },
  },
);
