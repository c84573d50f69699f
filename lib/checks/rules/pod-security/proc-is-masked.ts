import { containerFields, hasOwnUsers, podSecurityRule, shown } from '../../pod-security/control';

export const procIsMasked = podSecurityRule({
  level: 'baseline',
  id: 'PS-9',
  title: 'Containers see the masked /proc',
  fix: 'Write Default, or leave procMount out.',
  container: `
-           securityContext: {procMount: Unmasked}
+           securityContext: {procMount: Default}
`,
  *violations(pod, minor, level) {
    if (level === 'baseline' && hasOwnUsers(pod, minor)) return;
    for (const { owner, at } of containerFields(pod, 'securityContext', 'procMount'))
      if (at.isSet && at.data !== 'Default') yield { what: `${owner} sets procMount ${shown(at)}`, at };
  },
});
