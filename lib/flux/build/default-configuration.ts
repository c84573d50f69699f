import type { NameReference, TransformerConfig } from './configuration';
import type { FieldSpec } from './field-specs';

// What kustomize 5 (api 0.21.1) changes without `configurations`.

const template = 'spec/template/spec';
const jobTemplate = 'spec/jobTemplate/spec/template/spec';

/** Kinds with a pod template and where it is. */
const podPlaces: readonly (readonly [kind: string, place: string, version?: string])[] = [
  ['Pod', 'spec', 'v1'],
  ['PodTemplate', 'template/spec'],
  ['Deployment', template],
  ['ReplicaSet', template],
  ['DaemonSet', template],
  ['StatefulSet', template],
  ['Job', template],
  ['CronJob', jobTemplate],
];

/** Kinds whose pods name a service account, a claim or a priority class. */
const podOwners: readonly (readonly [kind: string, place: string])[] = [
  ['Pod', 'spec'],
  ['StatefulSet', template],
  ['Deployment', template],
  ['ReplicationController', template],
  ['CronJob', jobTemplate],
  ['Job', template],
  ['DaemonSet', template],
];

function inPods(paths: readonly string[]): FieldSpec[] {
  return podPlaces.flatMap(([kind, place, version]) =>
    paths.map((path) => ({ path: `${place}/${path}`, kind, ...(version === undefined ? {} : { version }) })),
  );
}

function inOwners(path: string): FieldSpec[] {
  return podOwners.map(([kind, place]) => ({ path: `${place}/${path}`, kind }));
}

function of(group: string, kind: string, ...paths: readonly string[]): FieldSpec[] {
  return paths.map((path) => ({ path, kind, ...(group === '' ? {} : { group }) }));
}

const rbac = 'rbac.authorization.k8s.io';
const admission = 'admissionregistration.k8s.io';

const nameReference: readonly NameReference[] = [
  ...['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map((kind) => ({
    kind,
    fieldSpecs: of('', 'HorizontalPodAutoscaler', 'spec/scaleTargetRef/name'),
  })),
  {
    kind: 'ConfigMap',
    version: 'v1',
    fieldSpecs: [
      ...inPods([
        'volumes/configMap/name',
        'containers/env/valueFrom/configMapKeyRef/name',
        'initContainers/env/valueFrom/configMapKeyRef/name',
        'containers/envFrom/configMapRef/name',
        'initContainers/envFrom/configMapRef/name',
        'volumes/projected/sources/configMap/name',
      ]),
      ...of('', 'Node', 'spec/configSource/configMap'),
      ...of('', 'Role', 'rules/resourceNames'),
      ...of('', 'ClusterRole', 'rules/resourceNames'),
      ...of('', 'Ingress', 'metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap'),
    ],
  },
  {
    kind: 'Secret',
    version: 'v1',
    fieldSpecs: [
      ...inPods([
        'volumes/secret/secretName',
        'containers/env/valueFrom/secretKeyRef/name',
        'initContainers/env/valueFrom/secretKeyRef/name',
        'containers/envFrom/secretRef/name',
        'initContainers/envFrom/secretRef/name',
        'imagePullSecrets/name',
        'volumes/projected/sources/secret/name',
      ]),
      ...of(
        '',
        'Ingress',
        'spec/tls/secretName',
        'metadata/annotations/ingress.kubernetes.io\\/auth-secret',
        'metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret',
        'metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret',
      ),
      ...of('', 'ServiceAccount', 'imagePullSecrets/name'),
      ...of(
        '',
        'StorageClass',
        'parameters/secretName',
        'parameters/adminSecretName',
        'parameters/userSecretName',
        'parameters/secretRef',
      ),
      ...of('', 'Role', 'rules/resourceNames'),
      ...of('', 'ClusterRole', 'rules/resourceNames'),
      {
        path: `${template}/containers/env/valueFrom/secretKeyRef/name`,
        group: 'serving.knative.dev',
        version: 'v1',
        kind: 'Service',
      },
      ...of('', 'PersistentVolume', 'spec/azureFile/secretName'),
    ],
  },
  {
    kind: 'Service',
    version: 'v1',
    fieldSpecs: [
      ...of('apps', 'StatefulSet', 'spec/serviceName'),
      ...of(
        '',
        'Ingress',
        'spec/rules/http/paths/backend/serviceName',
        'spec/backend/serviceName',
        'spec/rules/http/paths/backend/service/name',
        'spec/defaultBackend/service/name',
      ),
      ...of('apiregistration.k8s.io', 'APIService', 'spec/service/name'),
      ...of(admission, 'ValidatingWebhookConfiguration', 'webhooks/clientConfig/service'),
      ...of(admission, 'MutatingWebhookConfiguration', 'webhooks/clientConfig/service'),
    ],
  },
  { kind: 'Role', group: rbac, fieldSpecs: of(rbac, 'RoleBinding', 'roleRef/name') },
  {
    kind: 'ClusterRole',
    group: rbac,
    fieldSpecs: [
      ...of(rbac, 'RoleBinding', 'roleRef/name'),
      ...of(rbac, 'ClusterRoleBinding', 'roleRef/name'),
    ],
  },
  {
    kind: 'ServiceAccount',
    version: 'v1',
    fieldSpecs: [
      ...of(rbac, 'RoleBinding', 'subjects'),
      ...of(rbac, 'ClusterRoleBinding', 'subjects'),
      ...inOwners('serviceAccountName'),
    ],
  },
  {
    kind: 'PersistentVolumeClaim',
    version: 'v1',
    fieldSpecs: inOwners('volumes/persistentVolumeClaim/claimName'),
  },
  {
    kind: 'PersistentVolume',
    version: 'v1',
    fieldSpecs: [
      ...of('', 'PersistentVolumeClaim', 'spec/volumeName'),
      ...of('', 'ClusterRole', 'rules/resourceNames'),
    ],
  },
  {
    kind: 'StorageClass',
    version: 'v1',
    group: 'storage.k8s.io',
    fieldSpecs: [
      ...of('', 'PersistentVolume', 'spec/storageClassName'),
      ...of('', 'PersistentVolumeClaim', 'spec/storageClassName'),
      ...of('', 'StatefulSet', 'spec/volumeClaimTemplates/spec/storageClassName'),
    ],
  },
  {
    kind: 'PriorityClass',
    version: 'v1',
    group: 'scheduling.k8s.io',
    fieldSpecs: inOwners('priorityClassName'),
  },
  // Kustomize writes the version into the group here, so that the entry matches nothing.
  {
    kind: 'IngressClass',
    version: 'v1',
    group: 'networking.k8s.io/v1',
    fieldSpecs: of('', 'Ingress', 'spec/ingressClassName'),
  },
  {
    kind: 'ValidatingAdmissionPolicy',
    group: admission,
    fieldSpecs: of(admission, 'ValidatingAdmissionPolicyBinding', 'spec/policyName'),
  },
];

function creating(...specs: readonly FieldSpec[]): FieldSpec[] {
  return specs.map((spec) => ({ ...spec, create: true }));
}

const templateLabels = creating(
  { path: 'metadata/labels' },
  { path: 'spec/template/metadata/labels', version: 'v1', kind: 'ReplicationController' },
  { path: 'spec/template/metadata/labels', kind: 'Deployment' },
  { path: 'spec/template/metadata/labels', kind: 'ReplicaSet' },
  { path: 'spec/template/metadata/labels', kind: 'DaemonSet' },
  { path: 'spec/template/metadata/labels', group: 'apps', kind: 'StatefulSet' },
  { path: 'spec/volumeClaimTemplates[]/metadata/labels', group: 'apps', kind: 'StatefulSet' },
  { path: 'spec/template/metadata/labels', group: 'batch', kind: 'Job' },
  { path: 'spec/jobTemplate/metadata/labels', group: 'batch', kind: 'CronJob' },
  { path: 'spec/jobTemplate/spec/template/metadata/labels', group: 'batch', kind: 'CronJob' },
);

const selectorsOfPods = [
  ...['podAffinity', 'podAntiAffinity'].flatMap((kind) => [
    `affinity/${kind}/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels`,
    `affinity/${kind}/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels`,
  ]),
  'topologySpreadConstraints/labelSelector/matchLabels',
];

const commonLabels = [
  ...creating(
    { path: 'spec/selector', version: 'v1', kind: 'Service' },
    { path: 'spec/selector', version: 'v1', kind: 'ReplicationController' },
    { path: 'spec/selector/matchLabels', kind: 'Deployment' },
    { path: 'spec/selector/matchLabels', kind: 'ReplicaSet' },
    { path: 'spec/selector/matchLabels', kind: 'DaemonSet' },
    { path: 'spec/selector/matchLabels', group: 'apps', kind: 'StatefulSet' },
  ),
  ...['Deployment', 'StatefulSet'].flatMap((kind) =>
    of('apps', kind, ...selectorsOfPods.map((path) => `${template}/${path}`)),
  ),
  ...of('batch', 'Job', 'spec/selector/matchLabels'),
  ...of('batch', 'CronJob', 'spec/jobTemplate/spec/selector/matchLabels'),
  ...of('policy', 'PodDisruptionBudget', 'spec/selector/matchLabels'),
  ...of(
    'networking.k8s.io',
    'NetworkPolicy',
    'spec/podSelector/matchLabels',
    'spec/ingress/from/podSelector/matchLabels',
    'spec/egress/to/podSelector/matchLabels',
  ),
  ...templateLabels,
];

const commonAnnotations = creating(
  { path: 'metadata/annotations' },
  { path: 'spec/template/metadata/annotations', version: 'v1', kind: 'ReplicationController' },
  ...['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet'].map((kind) => ({
    path: 'spec/template/metadata/annotations',
    kind,
  })),
  { path: 'spec/template/metadata/annotations', group: 'batch', kind: 'Job' },
  { path: 'spec/jobTemplate/metadata/annotations', group: 'batch', kind: 'CronJob' },
  { path: 'spec/jobTemplate/spec/template/metadata/annotations', group: 'batch', kind: 'CronJob' },
);

const varFieldsOfPods = ['containers', 'initContainers'].flatMap((list) =>
  ['args', 'command', 'env/value', 'volumeMounts/mountPath'].map((path) => `${list}/${path}`),
);

const varReference = [
  ...podPlaces
    .filter(([kind]) => kind !== 'PodTemplate')
    .flatMap(([kind, place]) => of('', kind, ...varFieldsOfPods.map((path) => `${place}/${path}`))),
  ...of('', 'CronJob', 'spec/jobTemplate/spec/template/volumes/nfs/server'),
  ...['DaemonSet', 'Deployment', 'Job', 'ReplicaSet'].flatMap((kind) =>
    of('', kind, `${template}/volumes/nfs/server`),
  ),
  ...of('', 'Pod', 'spec/volumes/nfs/server'),
  ...of('', 'StatefulSet', 'spec/volumeClaimTemplates/spec/nfs/server'),
  ...of('', 'PersistentVolume', 'spec/nfs/server'),
  ...of('', 'Deployment', 'spec/template/metadata/annotations'),
  ...of('', 'Ingress', 'spec/rules/host', 'spec/tls/hosts', 'spec/tls/secretName'),
  ...of('', 'Service', 'spec/ports/port', 'spec/ports/targetPort'),
  { path: 'metadata/labels' },
  { path: 'metadata/annotations' },
];

const images = ['spec', template].flatMap((place) =>
  creating(
    { path: `${place}/containers[]/image` },
    { path: `${place}/initContainers[]/image` },
    { path: `${place}/volumes[]/image/reference` },
  ),
);

/** Kustomize's own configuration. */
export const defaultConfiguration: TransformerConfig = {
  namePrefix: [{ path: 'metadata/name' }],
  nameSuffix: [{ path: 'metadata/name' }],
  namespace: [
    { path: 'metadata/name', kind: 'Namespace', create: true },
    { path: 'spec/service/namespace', group: 'apiregistration.k8s.io', kind: 'APIService', create: true },
    {
      path: 'spec/conversion/webhook/clientConfig/service/namespace',
      group: 'apiextensions.k8s.io',
      kind: 'CustomResourceDefinition',
    },
  ],
  commonLabels,
  labels: [],
  templateLabels,
  commonAnnotations,
  nameReference,
  varReference,
  images,
  replicas: ['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map((kind) => ({
    path: 'spec/replicas',
    kind,
    create: true,
  })),
};
