import { portFaults } from '../../../platform';
import { workload } from '../../frames';
import type { TreeRule } from '../../rule';

export const targetPortsAreDeclared: TreeRule = {
  id: 'XR-25',
  title: 'The target ports of a Service are ports of the pods behind it',
  severity: 'warning',
  why: 'A name that no container has resolves to nothing, and a number on which nothing listens is refused.',
  fix: 'Write the number or name of a container port.',
  appliesTo: 'tree',
  example: `  apiVersion: v1
  kind: Service
  metadata: {name: bank, namespace: develop}
- spec: {selector: {app: bank}, ports: [{port: 80, targetPort: 8586}]}
+ spec: {selector: {app: bank}, ports: [{port: 80, targetPort: http}]}
  ---
${workload('Deployment', 'bank')}
-     spec: {containers: [{name: bank, image: "bank:1.0.0", ports: [{containerPort: 8585}]}]}
+     spec: {containers: [{name: bank, image: "bank:1.0.0", ports: [{name: http, containerPort: 8585}]}]}
`,
  *check(tree) {
    for (const { workload, kind, subject, path, port, expected } of portFaults(tree)) {
      const declared = workload.ports.map((each) =>
        each.name === null ? each.port : `${each.port} (${each.name})`,
      );
      if (kind === 'service') {
        yield {
          message: `Service ${subject.name} sends to port ${port}, but the pods of ${workload.subject.kind} ${workload.name} declare ${declared.join(', ') || 'none'}.`,
          path,
          subject,
        };
      } else if (kind === 'container') {
        yield {
          message: `${workload.subject.kind} ${workload.name} declares port ${port}, while Services, probes and policies name ${expected}.`,
          path,
          subject,
          fix: `Write ${expected}.`,
        };
      }
    }
  },
};
