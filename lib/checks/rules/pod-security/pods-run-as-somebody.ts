import { contextFields, hasOwnUsers, podSecurityRule } from '../../pod-security/control';

export const podsRunAsSomebody = podSecurityRule({
  level: 'restricted',
  id: 'PS-15',
  title: 'Pods say that they do not run as root',
  fix: 'Write runAsNonRoot: true for the pod or each container, or lower the level of the namespace.',
  container: `
-           securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: false, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}
+           securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}
`,
  *violations(pod, minor) {
    if (hasOwnUsers(pod, minor)) return;
    const fields = contextFields(pod, 'runAsNonRoot');
    const bad = fields.filter(({ at }) => at.data === false);
    for (const { owner, at } of bad) yield { what: `${owner} sets runAsNonRoot: false`, at };
    if (bad.length > 0 || pod.at('securityContext', 'runAsNonRoot').data === true) return;
    for (const { owner, at } of fields.slice(1))
      if (!at.isSet) yield { what: `${owner} does not set runAsNonRoot: true`, at, missing: true };
  },
});
