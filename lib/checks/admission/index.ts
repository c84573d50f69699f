/**
 * The API server's own validation, as far as it looks at more than the type of a field: what Kubernetes 1.28 to 1.37 refuse alike. What
 * only some releases refuse is left out. Compared with kube-apiserver in conformance/api-server.
 */
import { anyObject, type ObjectSubject, type Place, workloadKinds, workloadOf } from '../../platform';
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

const validators: { readonly [kind: string]: (object: Place) => Problems } = {
  '/ConfigMap': validateConfigMap,
  '/Secret': validateSecret,
  '/Service': (object) => validateService(object.at('spec')),
  '/PersistentVolumeClaim': (object) => validateClaim(object.at('spec')),
  'networking.k8s.io/NetworkPolicy': (object) => validateNetworkPolicy(object.at('spec')),
  'networking.k8s.io/Ingress': (object) => validateIngress(object.at('spec')),
  'autoscaling/HorizontalPodAutoscaler': (object) => validateAutoscaler(object.at('spec')),
  'policy/PodDisruptionBudget': (object) => validateBudget(object.at('spec')),
  'rbac.authorization.k8s.io/Role': (object) => validateRole(object, false),
  'rbac.authorization.k8s.io/ClusterRole': (object) => validateRole(object, true),
  'rbac.authorization.k8s.io/RoleBinding': (object) => validateBinding(object, false),
  'rbac.authorization.k8s.io/ClusterRoleBinding': (object) => validateBinding(object, true),
};

/** Kinds as `group/Kind` that `admissionProblems` knows more of than their schema, beside those with pods. */
export const admissionKinds: readonly string[] = Object.keys(validators);

/** What the API server refuses in an object; nothing for kinds that it is not known of. */
export function* admissionProblems(subject: ObjectSubject): Generator<AdmissionProblem> {
  const { place } = anyObject(subject);
  const kind = `${subject.group}/${subject.kind}`;
  const validate = validators[kind];
  if (validate !== undefined) yield* validate(place);
  if (kind !== '/Pod' && workloadKinds.includes(kind))
    yield* validateWorkload(subject.kind, place.at('spec'));
  const workload = workloadOf(subject);
  if (workload !== undefined) yield* validatePod(workload);
}
