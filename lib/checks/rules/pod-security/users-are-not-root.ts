import { contextFields, hasOwnUsers, podSecurityRule } from '../../pod-security/control';

export const usersAreNotRoot = podSecurityRule({
  level: 'restricted',
  since: 23,
  id: 'PS-16',
  title: 'Pods and containers name no root user',
  fix: 'Write another user, or leave runAsUser out.',
  container: `
-           securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: true, runAsUser: 0, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}
+           securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}
`,
  *violations(pod, minor) {
    if (hasOwnUsers(pod, minor)) return;
    for (const { owner, at } of contextFields(pod, 'runAsUser'))
      if (at.data === 0) yield { what: `${owner} runs as user 0`, at };
  },
});
