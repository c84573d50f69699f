import { type Path, shown } from '../../../documents';
import { portFaults, type Workload } from '../../../platform';
import type { Severity } from '../../finding';
import { workloadOfContainer } from '../../frames';
import type { TreeRule } from '../../rule';

export const probesHitDeclaredPorts: TreeRule = {
  id: 'XR-34',
  title: 'Probes ask a port that the container declares',
  severity: 'warning',
  why: 'A probe that finds nobody keeps the pod out of service, and a liveness probe kills it again and again.',
  fix: 'Write the number or name of a container port.',
  appliesTo: 'tree',
  example: `${workloadOfContainer('Deployment', 'bank')}
            ports: [{name: http, containerPort: 8585}]
-           livenessProbe: {httpGet: {path: /bank/health, port: 8586}}
+           livenessProbe: {httpGet: {path: /bank/health, port: http}}
`,
  *check(tree) {
    for (const { workload, kind, subject, path, port } of [...portFaults(tree)]) {
      if (kind !== 'probe') continue;
      const probe = path.find((step) => typeof step === 'string' && step.endsWith('Probe'));
      yield {
        message: `${shown(probe)} of ${workload.subject.kind} ${workload.name} asks port ${port}, which no container declares.`,
        path,
        subject,
        ...severityOf(workload, path, port),
      };
    }
  },
};

/** A name has to be declared; a number need not be, and a container that declares no port at all tells nothing. */
function severityOf({ containers }: Workload, path: Path, port: number | string): { severity?: Severity } {
  if (typeof port === 'string') return { severity: 'error' };
  const probed = containers.find((each) => each.path.every((step, index) => step === path[index]));
  return (probed?.spec.ports ?? []).length === 0 ? { severity: 'advice' } : {};
}
