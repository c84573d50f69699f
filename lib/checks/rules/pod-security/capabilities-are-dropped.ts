import { containerFields, isWindows, podSecurityRule, shown } from '../../pod-security/control';

export const capabilitiesAreDropped = podSecurityRule({
  level: 'restricted',
  since: 22,
  id: 'PS-18',
  title: 'Containers drop all capabilities',
  fix: 'Write capabilities: {drop: [ALL]}, and add NET_BIND_SERVICE at most, or lower the level of the namespace.',
  container: `
-           securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: {drop: [NET_RAW]}, seccompProfile: {type: RuntimeDefault}}
+           securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}
`,
  *violations(pod, minor) {
    if (isWindows(pod, minor)) return;
    for (const { owner, at } of containerFields(pod, 'securityContext', 'capabilities')) {
      const [drop, add] = [at.at('drop'), at.at('add')];
      if (!drop.items.some(({ text }) => text === 'ALL'))
        yield { what: `${owner} does not drop ALL capabilities`, at: drop, missing: !drop.isSet };
      const added = add.items.filter(({ text }) => text !== 'NET_BIND_SERVICE');
      if (added.length > 0) yield { what: `${owner} adds ${added.map(shown).join(', ')}`, at: add };
    }
  },
});
