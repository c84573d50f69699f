import { contextFields, isConfining, isWindows, podSecurityRule, shown } from '../../pod-security/control';

export const podsHaveASeccompProfile = podSecurityRule({
  level: 'restricted',
  since: 19,
  id: 'PS-17',
  title: 'Pods say which seccomp profile confines them',
  fix: 'Write seccompProfile: {type: RuntimeDefault} for the pod or each container, or lower the level of the namespace.',
  container: `
-           securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: {drop: [ALL]}}
+           securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}
`,
  *violations(pod, minor) {
    if (isWindows(pod, minor)) return;
    const profiles = contextFields(pod, 'seccompProfile');
    const bad = profiles.filter(({ at }) => at.isSet && !isConfining(at));
    for (const { owner, at } of bad)
      yield { what: `${owner} sets the seccomp profile ${shown(at.at('type'))}`, at: at.at('type') };
    if (bad.length > 0 || isConfining(pod.at('securityContext', 'seccompProfile'))) return;
    for (const { owner, at } of profiles.slice(1))
      if (!at.isSet) yield { what: `${owner} sets no seccompProfile`, at, missing: true };
  },
});
