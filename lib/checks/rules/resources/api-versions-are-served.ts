import { ownValue } from '../../../documents';
import { removedFluxVersion } from '../../../flux';
import { workload } from '../../frames';
import type { ObjectRule } from '../../rule';
import { catalogOf, compareMinors } from '../../schema/catalog';

interface Removal {
  /** Kubernetes release that no longer serves it. */
  readonly since: string;
  /** apiVersion to write instead. */
  readonly use: string;
}

/** API versions that Kubernetes dropped, by `apiVersion/Kind`, or by apiVersion alone where the whole group went. */
const removals: { readonly [key: string]: Removal } = {
  'extensions/v1beta1/Deployment': { since: '1.16', use: 'apps/v1' },
  'extensions/v1beta1/DaemonSet': { since: '1.16', use: 'apps/v1' },
  'extensions/v1beta1/ReplicaSet': { since: '1.16', use: 'apps/v1' },
  'extensions/v1beta1/NetworkPolicy': { since: '1.16', use: 'networking.k8s.io/v1' },
  'extensions/v1beta1/PodSecurityPolicy': { since: '1.16', use: 'Pod Security admission' },
  'extensions/v1beta1/Ingress': { since: '1.22', use: 'networking.k8s.io/v1' },
  'apps/v1beta1': { since: '1.16', use: 'apps/v1' },
  'apps/v1beta2': { since: '1.16', use: 'apps/v1' },
  'networking.k8s.io/v1beta1/Ingress': { since: '1.22', use: 'networking.k8s.io/v1' },
  'networking.k8s.io/v1beta1/IngressClass': { since: '1.22', use: 'networking.k8s.io/v1' },
  'rbac.authorization.k8s.io/v1alpha1': { since: '1.22', use: 'rbac.authorization.k8s.io/v1' },
  'rbac.authorization.k8s.io/v1beta1': { since: '1.22', use: 'rbac.authorization.k8s.io/v1' },
  'apiextensions.k8s.io/v1beta1': { since: '1.22', use: 'apiextensions.k8s.io/v1' },
  'admissionregistration.k8s.io/v1beta1/MutatingWebhookConfiguration': {
    since: '1.22',
    use: 'admissionregistration.k8s.io/v1',
  },
  'admissionregistration.k8s.io/v1beta1/ValidatingWebhookConfiguration': {
    since: '1.22',
    use: 'admissionregistration.k8s.io/v1',
  },
  'apiregistration.k8s.io/v1beta1': { since: '1.22', use: 'apiregistration.k8s.io/v1' },
  'certificates.k8s.io/v1beta1': { since: '1.22', use: 'certificates.k8s.io/v1' },
  'coordination.k8s.io/v1beta1': { since: '1.22', use: 'coordination.k8s.io/v1' },
  'scheduling.k8s.io/v1beta1': { since: '1.22', use: 'scheduling.k8s.io/v1' },
  'storage.k8s.io/v1beta1/StorageClass': { since: '1.22', use: 'storage.k8s.io/v1' },
  'storage.k8s.io/v1beta1/CSIDriver': { since: '1.22', use: 'storage.k8s.io/v1' },
  'storage.k8s.io/v1beta1/CSINode': { since: '1.22', use: 'storage.k8s.io/v1' },
  'storage.k8s.io/v1beta1/VolumeAttachment': { since: '1.22', use: 'storage.k8s.io/v1' },
  'storage.k8s.io/v1beta1/CSIStorageCapacity': { since: '1.27', use: 'storage.k8s.io/v1' },
  'batch/v1beta1/CronJob': { since: '1.25', use: 'batch/v1' },
  'batch/v2alpha1/CronJob': { since: '1.21', use: 'batch/v1' },
  'discovery.k8s.io/v1beta1': { since: '1.25', use: 'discovery.k8s.io/v1' },
  'events.k8s.io/v1beta1': { since: '1.25', use: 'events.k8s.io/v1' },
  'policy/v1beta1/PodDisruptionBudget': { since: '1.25', use: 'policy/v1' },
  'policy/v1beta1/PodSecurityPolicy': { since: '1.25', use: 'Pod Security admission' },
  'node.k8s.io/v1beta1': { since: '1.25', use: 'node.k8s.io/v1' },
  'autoscaling/v2beta1': { since: '1.25', use: 'autoscaling/v2' },
  'autoscaling/v2beta2': { since: '1.26', use: 'autoscaling/v2' },
  'flowcontrol.apiserver.k8s.io/v1beta1': { since: '1.26', use: 'flowcontrol.apiserver.k8s.io/v1' },
  'flowcontrol.apiserver.k8s.io/v1beta2': { since: '1.29', use: 'flowcontrol.apiserver.k8s.io/v1' },
  'flowcontrol.apiserver.k8s.io/v1beta3': { since: '1.32', use: 'flowcontrol.apiserver.k8s.io/v1' },
};

/** Groups of Flux whose versions no rule of their own judges. */
const fluxGroups = ['kustomize.toolkit.fluxcd.io', 'source.toolkit.fluxcd.io'];

/** Releases up to this one are out of support everywhere, so that an older removal is certain. */
const oldestSupported = '1.28';

export const apiVersionsAreServed: ObjectRule = {
  id: 'XR-32',
  title: 'The apiVersion of built-in kinds, and of Flux, is one that is still served',
  severity: 'error',
  why: 'The API server answers "no matches for kind", and Flux applies nothing of the Kustomization.',
  fix: 'Write the apiVersion that replaced it, and adapt the fields.',
  appliesTo: 'object',
  example: `- apiVersion: policy/v1beta1
+ apiVersion: policy/v1
  kind: PodDisruptionBudget
  metadata: {name: bank, namespace: develop}
  spec: {maxUnavailable: 1, selector: {matchLabels: {app: bank}}}
  ---
${workload('Deployment', 'bank')}
      spec: {containers: [{name: bank, image: "bank:1.0.0"}]}
`,
  *check({ apiVersion, kind, name, group }, tree) {
    const catalog = catalogOf(tree);
    if (catalog.isDefined(apiVersion, kind)) return;
    const flux = fluxGroups.includes(group) ? removedFluxVersion(apiVersion, tree.flux) : undefined;
    if (flux !== undefined) {
      yield {
        message: `${kind} ${name} is written for ${apiVersion}, which ${flux.since} no longer serves.`,
        path: ['apiVersion'],
        fix: `Write ${flux.use}.`,
      };
      return;
    }
    const removal = lookUp(`${apiVersion}/${kind}`) ?? lookUp(apiVersion);
    if (removal === undefined) return;
    const { kubernetes } = tree;
    if (kubernetes !== undefined && compareMinors(removal.since, kubernetes) > 0) return;
    const certain = compareMinors(removal.since, kubernetes ?? oldestSupported) <= 0;
    yield {
      message: `${kind} ${name} is written for ${apiVersion}, which Kubernetes ${removal.since} no longer serves.`,
      path: ['apiVersion'],
      fix: `Write ${removal.use}.`,
      ...(certain ? {} : { severity: 'warning' }),
    };
  },
};

function lookUp(key: string): Removal | undefined {
  return ownValue(removals, key);
}
