import { agentContainerUnder } from '../../frames';
import { containerFields, isWindows, podSecurityRule } from '../../pod-security/control';

export const containersGainNoPrivileges = podSecurityRule(
  {
    id: 'PS-14',
    title: 'Containers gain no privileges',
    fix: 'Write securityContext.allowPrivilegeEscalation: false, or lower the level of the namespace.',
    example: `${agentContainerUnder('restricted')}
-           securityContext: {allowPrivilegeEscalation: true, runAsNonRoot: true, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}
+           securityContext: {allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}
`,
  },
  {
    level: 'restricted',
    since: 8,
    *violations(pod, minor) {
      if (isWindows(pod, minor)) return;
      for (const { owner, at } of containerFields(pod, 'securityContext', 'allowPrivilegeEscalation')) {
        if (at.data === false) continue;
        yield { what: `${owner} does not set allowPrivilegeEscalation: false`, at, missing: !at.isSet };
      }
    },
  },
);
