import { containerFields, podSecurityRule } from '../../pod-security/control';

export const containersAreNotPrivileged = podSecurityRule({
  level: 'baseline',
  id: 'PS-2',
  title: 'Containers are not privileged',
  fix: 'Leave privileged out and add the capabilities that are needed, or give the namespace the level privileged.',
  container: `
-           securityContext: {privileged: true}
+           securityContext: {privileged: false}
`,
  *violations(pod) {
    for (const { owner, at } of containerFields(pod, 'securityContext', 'privileged'))
      if (at.data === true) yield { what: `${owner} is privileged`, at };
  },
});
