/**
 * The API server's own validation, as far as it looks at more than the type of a field: what Kubernetes 1.28 to 1.37 refuse alike. What
 * only some releases refuse is left out. Compared with kube-apiserver in conformance/api-server.
 */
import { type Data, field } from '../../documents';
import { type ObjectSubject, workloadKinds, workloadOf } from '../../platform';
import { validateClaim } from './claims';
import { validateConfigMap, validateSecret } from './contents';
import { validateIngress } from './ingresses';
import { validateNetworkPolicy } from './network-policies';
import { validatePod } from './pods';
import type { AdmissionProblem, Problems } from './problem';
import { validateBinding, validateRole } from './rights';
import { validateAutoscaler, validateBudget } from './scaling';
import { validateService } from './services';
import { validateWorkload } from './workloads';

export type { AdmissionProblem } from './problem';

const validators: { readonly [kind: string]: (object: Data) => Problems } = {
  '/ConfigMap': validateConfigMap,
  '/Secret': validateSecret,
  '/Service': (object) => validateService(field(object, 'spec')),
  '/PersistentVolumeClaim': (object) => validateClaim(field(object, 'spec'), ['spec']),
  'networking.k8s.io/NetworkPolicy': (object) => validateNetworkPolicy(field(object, 'spec')),
  'networking.k8s.io/Ingress': (object) => validateIngress(field(object, 'spec')),
  'autoscaling/HorizontalPodAutoscaler': (object) => validateAutoscaler(field(object, 'spec')),
  'policy/PodDisruptionBudget': (object) => validateBudget(field(object, 'spec')),
  'rbac.authorization.k8s.io/Role': (object) => validateRole(object, false),
  'rbac.authorization.k8s.io/ClusterRole': (object) => validateRole(object, true),
  'rbac.authorization.k8s.io/RoleBinding': (object) => validateBinding(object, false),
  'rbac.authorization.k8s.io/ClusterRoleBinding': (object) => validateBinding(object, true),
};

/** Kinds as `group/Kind` that `admissionProblems` knows more of than their schema, beside those with pods. */
export const admissionKinds: readonly string[] = Object.keys(validators);

/** What the API server refuses in an object; nothing for kinds that it is not known of. */
export function* admissionProblems(subject: ObjectSubject): Generator<AdmissionProblem> {
  const object = subject.object as Data;
  const validate = validators[`${subject.group}/${subject.kind}`];
  if (validate !== undefined) yield* validate(object);
  if (subject.kind !== 'Pod' && workloadKinds.includes(`${subject.group}/${subject.kind}`))
    yield* validateWorkload(subject.kind, field(object, 'spec'));
  const workload = workloadOf(subject);
  if (workload === undefined) return;
  yield* validatePod(workload.podSpec, workload.podSpecPath, workload.containers);
}
