import { podSecurityRule, shown } from '../../pod-security/control';

export const podsMountNothingOfTheNode = podSecurityRule({
  level: 'baseline',
  replacedInRestricted: 0,
  id: 'PS-4',
  title: 'Pods mount no path of their node',
  fix: 'Take another kind of volume, or give the namespace the level privileged.',
  pod: `
        containers: [{name: agent, image: "agent:1.0.0"}]
-       volumes: [{name: logs, hostPath: {path: /var/log/pods}}]
+       volumes: [{name: logs, emptyDir: {}}]
`,
  *violations(pod) {
    for (const volume of pod.at('volumes').items) {
      const at = volume.at('hostPath');
      if (!at.isSet) continue;
      yield { what: `volume ${shown(volume.at('name'))} is ${shown(at.at('path'))} of the node`, at };
    }
  },
});
