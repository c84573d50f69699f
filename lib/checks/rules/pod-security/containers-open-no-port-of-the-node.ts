import { podSecurityRule, shown } from '../../pod-security/control';

export const containersOpenNoPortOfTheNode = podSecurityRule({
  level: 'baseline',
  id: 'PS-5',
  title: 'Containers open no port of their node',
  fix: 'Leave hostPort out (in a daemonset the chart of the collector opens one for each entry of ports: write ports.NAME.hostPort: 0), or give the namespace the level privileged.',
  container: `
-           ports: [{containerPort: 4317, hostPort: 4317}]
+           ports: [{containerPort: 4317}]
`,
  *violations(pod) {
    for (const { name, spec } of pod.containers) {
      const open = spec.ports.flatMap(({ hostPort: at }) => (at.isSet && at.data !== 0 ? [at] : []));
      const ports = open.map(shown).join(', ');
      const at = open[0];
      if (at !== undefined)
        yield { what: `container ${name} uses hostPort${open.length > 1 ? 's' : ''} ${ports}`, at };
    }
  },
});
