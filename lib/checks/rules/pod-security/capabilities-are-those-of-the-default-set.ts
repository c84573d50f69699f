import { baselineCapabilities } from '../../../platform';
import { containerFields, podSecurityRule, shown } from '../../pod-security/control';

export const capabilitiesAreThoseOfTheDefaultSet = podSecurityRule(
  {
    id: 'PS-3',
    title: 'Containers add capabilities of the default set only',
    fix: 'Take the capability out, or give the namespace the level privileged.',
    example: `  apiVersion: v1
  kind: Namespace
  metadata: {name: monitoring, labels: {pod-security.kubernetes.io/enforce: baseline}}
  ---
  apiVersion: apps/v1
  kind: DaemonSet
  metadata: {name: agent, namespace: monitoring}
  spec:
    selector: {matchLabels: {app: agent}}
    template:
      metadata: {labels: {app: agent}}
      spec:
        containers:
          - name: agent
            image: agent:1.0.0
-           securityContext: {capabilities: {add: [SYS_PTRACE]}}
+           securityContext: {capabilities: {add: [CHOWN]}}
`,
  },
  {
    level: 'baseline',
    replacedInRestricted: 22,
    *violations(pod) {
      for (const { owner, at } of containerFields(pod, 'securityContext', 'capabilities', 'add')) {
        const foreign = at.items.filter(({ text = '' }) => !baselineCapabilities.has(text));
        if (foreign.length > 0) yield { what: `${owner} adds ${foreign.map(shown).join(', ')}`, at };
      }
    },
  },
);
