import { containerFields, isWindows, podSecurityRule } from '../../pod-security/control';

export const containersGainNoPrivileges = podSecurityRule({
  level: 'restricted',
  since: 8,
  id: 'PS-14',
  title: 'Containers gain no privileges',
  fix: 'Write securityContext.allowPrivilegeEscalation: false, or lower the level of the namespace.',
  container: `
-           securityContext: {allowPrivilegeEscalation: true, runAsNonRoot: true, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}
+           securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}
`,
  *violations(pod, minor) {
    if (isWindows(pod, minor)) return;
    for (const { owner, at } of containerFields(pod, 'securityContext', 'allowPrivilegeEscalation')) {
      if (at.data === false) continue;
      yield { what: `${owner} does not set allowPrivilegeEscalation: false`, at, missing: !at.isSet };
    }
  },
});
