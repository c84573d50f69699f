import { field } from '../../../documents';
import { objectTitle, workloadKinds, workloadOf } from '../../../platform';
import type { ObjectRule } from '../../rule';

export const securityContextsAgree: ObjectRule = {
  id: 'XR-46',
  title: 'The fields of a security context do not contradict each other',
  severity: 'error',
  why: 'The API server refuses the workload, or the kubelet refuses to start the container.',
  fix: 'Give a user other than 0 under runAsNonRoot, and no privileges under allowPrivilegeEscalation: false.',
  appliesTo: 'object',
  rendered: true,
  kinds: workloadKinds,
  example: `  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: bank, namespace: develop}
  spec:
    selector: {matchLabels: {app: bank}}
    template:
      metadata: {labels: {app: bank}}
      spec:
-       securityContext: {runAsNonRoot: true, runAsUser: 0}
+       securityContext: {runAsNonRoot: true, runAsUser: 10003}
        containers: [{name: bank, image: "bank:1.0.0"}]
`,
  *check(subject) {
    const workload = workloadOf(subject);
    if (workload === undefined) return;
    const pod = workload.podSpec.securityContext;
    const podPath = [...workload.podSpecPath, 'securityContext', 'runAsUser'];
    let isTold = false;
    for (const { name, body, path } of workload.containers) {
      const own = body.securityContext;
      const title = `Container ${name} of ${objectTitle(subject)}`;
      const nonRoot = field(own, 'runAsNonRoot') ?? field(pod, 'runAsNonRoot');
      const isOwn = field(own, 'runAsUser') !== undefined;
      const user = field(own, 'runAsUser') ?? field(pod, 'runAsUser');
      if (nonRoot === true && user === 0 && (isOwn || !isTold)) {
        isTold ||= !isOwn;
        yield {
          message: `${title} must not run as root, but runs as user 0.`,
          path: isOwn ? [...path, 'securityContext', 'runAsUser'] : podPath,
        };
      }
      if (field(own, 'allowPrivilegeEscalation') === false && field(own, 'privileged') === true) {
        yield {
          message: `${title} is privileged and must not gain privileges.`,
          path: [...path, 'securityContext', 'allowPrivilegeEscalation'],
        };
      }
    }
  },
};
