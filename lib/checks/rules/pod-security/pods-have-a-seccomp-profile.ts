import { type Data, field } from '../../../documents';
import { contextFields, isSet, isWindows, podSecurityRule, shown } from '../../pod-security/control';

function isConfining(profile: Data | undefined): boolean {
  const type = field(profile, 'type');
  return type === 'RuntimeDefault' || type === 'Localhost';
}

export const podsHaveASeccompProfile = podSecurityRule(
  {
    id: 'PS-17',
    title: 'Pods say which seccomp profile confines them',
    fix: 'Write seccompProfile: {type: RuntimeDefault} for the pod or each container, or lower the level of the namespace.',
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
-           securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: {drop: [ALL]}}
+           securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}
`,
  },
  {
    level: 'restricted',
    since: 19,
    *violations(pod, minor) {
      if (isWindows(pod, minor)) return;
      const [ofPod, ...ofContainers] = contextFields(pod, 'seccompProfile');
      const bad = [ofPod, ...ofContainers].filter((one) => isSet(one?.value) && !isConfining(one?.value));
      for (const one of bad) {
        if (one === undefined) continue;
        const type = shown(field(one.value, 'type'));
        yield { what: `${one.owner} sets the seccomp profile ${type}`, path: [...one.path, 'type'] };
      }
      if (bad.length > 0 || isConfining(ofPod?.value)) return;
      for (const { owner, value, path } of ofContainers) {
        if (!isSet(value)) yield { what: `${owner} sets no seccompProfile`, path, missing: true };
      }
    },
  },
);
