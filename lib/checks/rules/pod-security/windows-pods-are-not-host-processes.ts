import { agentContainerUnder } from '../../frames';
import { contextFields, podSecurityRule } from '../../pod-security/control';

export const windowsPodsAreNotHostProcesses = podSecurityRule(
  {
    id: 'PS-12',
    title: 'Pods of Windows are not processes of the host',
    fix: 'Leave hostProcess out, or give the namespace the level privileged.',
    example: `${agentContainerUnder('baseline')}
-           securityContext: {windowsOptions: {hostProcess: true}}
+           securityContext: {windowsOptions: {hostProcess: false}}
`,
  },
  {
    level: 'baseline',
    *violations(pod) {
      for (const { owner, at } of contextFields(pod, 'windowsOptions', 'hostProcess'))
        if (at.data === true) yield { what: `${owner} runs as a process of its host`, at };
    },
  },
);
