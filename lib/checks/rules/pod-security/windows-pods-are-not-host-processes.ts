import { contextFields, podSecurityRule } from '../../pod-security/control';

export const windowsPodsAreNotHostProcesses = podSecurityRule({
  level: 'baseline',
  id: 'PS-12',
  title: 'Pods of Windows are not processes of the host',
  fix: 'Leave hostProcess out, or give the namespace the level privileged.',
  container: `
-           securityContext: {windowsOptions: {hostProcess: true}}
+           securityContext: {windowsOptions: {hostProcess: false}}
`,
  *violations(pod) {
    for (const { owner, at } of contextFields(pod, 'windowsOptions', 'hostProcess'))
      if (at.data === true) yield { what: `${owner} runs as a process of its host`, at };
  },
});
