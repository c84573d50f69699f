import { podSecurityRule } from '../../pod-security/control';

export const podsShareNoNamespaceOfTheNode = podSecurityRule({
  level: 'baseline',
  id: 'PS-1',
  title: 'Pods share no network, processes or memory with their node',
  fix: 'Leave hostNetwork, hostPID and hostIPC out, or give the namespace the level privileged.',
  pod: `
-       hostNetwork: true
        containers: [{name: agent, image: "agent:1.0.0"}]
`,
  *violations(pod) {
    for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
      if (pod.at(field).data === true) yield { what: `${field} is true`, at: pod.at(field) };
    }
  },
});
