import { field } from '../../../documents';
import { contextFields, isSet, podSecurityRule, shown } from '../../pod-security/control';

export const seccompStaysOn = podSecurityRule(
  {
    id: 'PS-10',
    title: 'Seccomp is not turned off',
    fix: 'Write RuntimeDefault or Localhost, or leave the profile out.',
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
-           securityContext: {seccompProfile: {type: Unconfined}}
+           securityContext: {seccompProfile: {type: RuntimeDefault}}
`,
  },
  {
    level: 'baseline',
    since: 19,
    replacedInRestricted: 19,
    *violations(pod) {
      for (const { owner, value, path } of contextFields(pod, 'seccompProfile')) {
        const type = field(value, 'type');
        if (!isSet(value) || type === 'RuntimeDefault' || type === 'Localhost') continue;
        yield { what: `${owner} sets the seccomp profile ${shown(type)}`, path: [...path, 'type'] };
      }
    },
  },
);
