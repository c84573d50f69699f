import { heldWorkloads, ownOrPods } from '../../../platform';
import { workload } from '../../frames';
import { nothing, ruleOfEach } from '../../rule';

export const securityContextsAgree = ruleOfEach({
  each: heldWorkloads,
  beside: nothing,
  id: 'XR-46',
  title: 'The fields of a security context do not contradict each other',
  severity: 'error',
  why: 'The API server refuses the workload, or the kubelet refuses to start the container.',
  fix: 'Give a user other than 0 under runAsNonRoot, and no privileges under allowPrivilegeEscalation: false.',
  example: `${workload('Deployment', 'bank')}
      spec:
-       securityContext: {runAsNonRoot: true, runAsUser: 0}
+       securityContext: {runAsNonRoot: true, runAsUser: 1000}
        containers: [{name: bank, image: "bank:1.0.0"}]
`,
  *check({ title, spec: pod, containers }) {
    let isTold = false;
    for (const { name, spec } of containers) {
      const own = spec.securityContext;
      const container = `Container ${name} of ${title}`;
      const user = ownOrPods(spec, pod, 'runAsUser');
      const isRoot = ownOrPods(spec, pod, 'runAsNonRoot').data === true && user.data === 0;
      const isOwn = own.runAsUser.isSet;
      if (isRoot && (isOwn || !isTold)) {
        isTold ||= !isOwn;
        yield { message: `${container} must not run as root, but runs as user 0.`, at: user };
      }
      if (own.allowPrivilegeEscalation.value === false && own.privileged.value === true) {
        yield {
          message: `${container} is privileged and must not gain privileges.`,
          at: own.allowPrivilegeEscalation,
        };
      }
    }
  },
});
