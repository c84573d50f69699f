import { field } from '../../../documents';
import { contextFields, isSet, podSecurityRule, shown } from '../../pod-security/control';

/** As it was written before there were fields. */
const annotation = 'container.apparmor.security.beta.kubernetes.io/';

export const appArmorStaysOn = podSecurityRule(
  {
    id: 'PS-7',
    title: 'AppArmor confines every container',
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
-           securityContext: {appArmorProfile: {type: Unconfined}}
+           securityContext: {appArmorProfile: {type: RuntimeDefault}}
`,
  },
  {
    level: 'baseline',
    *violations(pod) {
      for (const { owner, value, path } of contextFields(pod, 'appArmorProfile')) {
        const type = field(value, 'type');
        if (!isSet(value) || type === 'RuntimeDefault' || type === 'Localhost') continue;
        yield { what: `${owner} sets the AppArmor profile ${shown(type)}`, path: [...path, 'type'] };
      }
      for (const [key, value] of Object.entries(pod.annotations)) {
        if (!key.startsWith(annotation) || value === '' || value === 'runtime/default') continue;
        if (value.startsWith('localhost/')) continue;
        yield { what: `annotation ${key} is ${value}`, path: [...pod.annotationsPath, key] };
      }
    },
  },
);
