import { agentContainerUnder } from '../../frames';
import { contextFields, isConfining, podSecurityRule, shown } from '../../pod-security/control';

export const seccompStaysOn = podSecurityRule(
  {
    id: 'PS-10',
    title: 'Seccomp is not turned off',
    fix: 'Write RuntimeDefault or Localhost, or leave the profile out.',
    example: `${agentContainerUnder('baseline')}
-           securityContext: {seccompProfile: {type: Unconfined}}
+           securityContext: {seccompProfile: {type: RuntimeDefault}}
`,
  },
  {
    level: 'baseline',
    since: 19,
    replacedInRestricted: 19,
    *violations(pod) {
      for (const { owner, at: profile } of contextFields(pod, 'seccompProfile')) {
        const at = profile.at('type');
        if (!profile.isSet || isConfining(profile)) continue;
        yield { what: `${owner} sets the seccomp profile ${shown(at)}`, at };
      }
    },
  },
);
