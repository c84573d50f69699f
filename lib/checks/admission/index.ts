/**
 * The API server's own validation, as far as it looks at more than the type of a field: what Kubernetes 1.28 to 1.37 refuse alike. What
 * only some releases refuse is left out. Compared with kube-apiserver in conformance/api-server.
 */
import { type Data, field } from '../../documents';
import { type ObjectSubject, workloadKinds, workloadOf } from '../../platform';
import { judgeClaim } from './claims';
import { judgeConfigMap, judgeSecret } from './contents';
import { judgeIngress } from './ingresses';
import { judgeNetworkPolicy } from './network-policies';
import { judgePod } from './pods';
import type { AdmissionProblem, Problems } from './problem';
import { judgeBinding, judgeRole } from './rights';
import { judgeAutoscaler, judgeBudget } from './scaling';
import { judgeService } from './services';
import { judgeWorkload } from './workloads';

export type { AdmissionProblem } from './problem';

const judges: { readonly [kind: string]: (object: Data) => Problems } = {
  '/ConfigMap': judgeConfigMap,
  '/Secret': judgeSecret,
  '/Service': (object) => judgeService(field(object, 'spec')),
  '/PersistentVolumeClaim': (object) => judgeClaim(field(object, 'spec'), ['spec']),
  'networking.k8s.io/NetworkPolicy': (object) => judgeNetworkPolicy(field(object, 'spec')),
  'networking.k8s.io/Ingress': (object) => judgeIngress(field(object, 'spec')),
  'autoscaling/HorizontalPodAutoscaler': (object) => judgeAutoscaler(field(object, 'spec')),
  'policy/PodDisruptionBudget': (object) => judgeBudget(field(object, 'spec')),
  'rbac.authorization.k8s.io/Role': (object) => judgeRole(object, false),
  'rbac.authorization.k8s.io/ClusterRole': (object) => judgeRole(object, true),
  'rbac.authorization.k8s.io/RoleBinding': (object) => judgeBinding(object, false),
  'rbac.authorization.k8s.io/ClusterRoleBinding': (object) => judgeBinding(object, true),
};

/** Kinds as `group/Kind` that `admissionProblems` knows more of than their schema, beside those with pods. */
export const admissionKinds: readonly string[] = Object.keys(judges);

/** What the API server refuses in an object; nothing for kinds that it is not known of. */
export function* admissionProblems(subject: ObjectSubject): Generator<AdmissionProblem> {
  const object = subject.object as Data;
  const judge = judges[`${subject.group}/${subject.kind}`];
  if (judge !== undefined) yield* judge(object);
  if (subject.kind !== 'Pod' && workloadKinds.includes(`${subject.group}/${subject.kind}`))
    yield* judgeWorkload(subject.kind, field(object, 'spec'));
  const workload = workloadOf(subject);
  if (workload === undefined) return;
  yield* judgePod(workload.podSpec, workload.podSpecPath, workload.containers);
}
