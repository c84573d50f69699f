import { field } from '../../../documents';
import { contextFields, isSet, podSecurityRule, shown } from '../../pod-security/control';

const types = ['container_t', 'container_init_t', 'container_kvm_t'];

export const seLinuxTypesAreThoseOfContainers = podSecurityRule(
  {
    id: 'PS-8',
    title: 'SELinux options name a type of containers, and no user or role',
    fix: 'Write container_t, or leave seLinuxOptions out.',
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
-           securityContext: {seLinuxOptions: {type: spc_t}}
+           securityContext: {seLinuxOptions: {type: container_t}}
`,
  },
  {
    level: 'baseline',
    *violations(pod, minor) {
      for (const { owner, value, path } of contextFields(pod, 'seLinuxOptions')) {
        const type = field(value, 'type');
        const known = minor >= 31 ? [...types, 'container_engine_t'] : types;
        if (isSet(type) && type !== '' && !known.some((one) => one === type))
          yield { what: `${owner} sets the SELinux type ${shown(type)}`, path: [...path, 'type'] };
        for (const key of ['user', 'role']) {
          const name = field(value, key);
          if (isSet(name) && name !== '')
            yield { what: `${owner} sets the SELinux ${key} ${shown(name)}`, path: [...path, key] };
        }
      }
    },
  },
);
