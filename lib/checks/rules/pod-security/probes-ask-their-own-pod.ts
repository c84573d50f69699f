import { containerFields, podSecurityRule, shown } from '../../pod-security/control';

const handlers: readonly (readonly string[])[] = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
];

export const probesAskTheirOwnPod = podSecurityRule({
  level: 'baseline',
  since: 34,
  id: 'PS-6',
  title: 'Probes and hooks ask no host but their own pod',
  fix: 'Leave host out: the pod itself is asked.',
  container: `
-           livenessProbe: {httpGet: {path: /, port: 13133, host: 10.0.0.1}}
+           livenessProbe: {httpGet: {path: /, port: 13133}}
`,
  *violations(pod) {
    for (const handler of handlers) {
      for (const action of ['httpGet', 'tcpSocket']) {
        for (const { owner, at } of containerFields(pod, ...handler, action, 'host'))
          if (at.isSet && at.data !== '') yield { what: `${owner} asks host ${shown(at)}`, at };
      }
    }
  },
});
