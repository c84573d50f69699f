import { agentContainerUnder } from '../../frames';
import { containerFields, hasOwnUsers, podSecurityRule, shown } from '../../pod-security/control';

export const procIsMasked = podSecurityRule(
  {
    id: 'PS-9',
    title: 'Containers see the masked /proc',
    fix: 'Write Default, or leave procMount out.',
    example: `${agentContainerUnder('baseline')}
-           securityContext: {procMount: Unmasked}
+           securityContext: {procMount: Default}
`,
  },
  {
    level: 'baseline',
    *violations(pod, minor, level) {
      if (level === 'baseline' && hasOwnUsers(pod, minor)) return;
      for (const { owner, at } of containerFields(pod, 'securityContext', 'procMount'))
        if (at.isSet && at.data !== 'Default') yield { what: `${owner} sets procMount ${shown(at)}`, at };
    },
  },
);
