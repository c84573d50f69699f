import { contextFields, podSecurityRule, shown } from '../../pod-security/control';

const types = ['container_t', 'container_init_t', 'container_kvm_t'];

export const seLinuxTypesAreThoseOfContainers = podSecurityRule({
  level: 'baseline',
  id: 'PS-8',
  title: 'SELinux options name a type of containers, and no user or role',
  fix: 'Write container_t, or leave seLinuxOptions out.',
  container: `
-           securityContext: {seLinuxOptions: {type: spc_t}}
+           securityContext: {seLinuxOptions: {type: container_t}}
`,
  *violations(pod, minor) {
    const known = minor >= 31 ? [...types, 'container_engine_t'] : types;
    for (const { owner, at: options } of contextFields(pod, 'seLinuxOptions')) {
      for (const at of ['type', 'user', 'role'].map((key) => options.at(key))) {
        if (!at.isSet || at.data === '' || (at.key === 'type' && known.includes(at.text ?? ''))) continue;
        yield { what: `${owner} sets the SELinux ${at.key} ${shown(at)}`, at };
      }
    }
  },
});
