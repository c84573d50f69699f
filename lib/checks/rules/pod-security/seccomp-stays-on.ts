import { contextFields, isConfining, podSecurityRule, shown } from '../../pod-security/control';

export const seccompStaysOn = podSecurityRule({
  level: 'baseline',
  since: 19,
  replacedInRestricted: 19,
  id: 'PS-10',
  title: 'Seccomp is not turned off',
  fix: 'Write RuntimeDefault or Localhost, or leave the profile out.',
  container: `
-           securityContext: {seccompProfile: {type: Unconfined}}
+           securityContext: {seccompProfile: {type: RuntimeDefault}}
`,
  *violations(pod) {
    for (const { owner, at: profile } of contextFields(pod, 'seccompProfile')) {
      const at = profile.at('type');
      if (!profile.isSet || isConfining(profile)) continue;
      yield { what: `${owner} sets the seccomp profile ${shown(at)}`, at };
    }
  },
});
