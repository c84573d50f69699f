import { baselineCapabilities } from '../../../platform';
import { containerFields, podSecurityRule, shown } from '../../pod-security/control';

export const capabilitiesAreThoseOfTheDefaultSet = podSecurityRule({
  level: 'baseline',
  replacedInRestricted: 22,
  id: 'PS-3',
  title: 'Containers add capabilities of the default set only',
  fix: 'Take the capability out, or give the namespace the level privileged.',
  container: `
-           securityContext: {capabilities: {add: [SYS_PTRACE]}}
+           securityContext: {capabilities: {add: [CHOWN]}}
`,
  *violations(pod) {
    for (const { owner, at } of containerFields(pod, 'securityContext', 'capabilities', 'add')) {
      const foreign = at.items.filter(({ text = '' }) => !baselineCapabilities.has(text));
      if (foreign.length > 0) yield { what: `${owner} adds ${foreign.map(shown).join(', ')}`, at };
    }
  },
});
