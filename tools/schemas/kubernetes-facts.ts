import { dnsLabel, dnsSubdomain } from '../../lib/documents';

/**
 * What the API server of Kubernetes 1.28 demands beyond the types that cdk8s-plus-28 ships, which know neither
 * enumerations nor patterns. Keys are `Type.property` in wire names.
 */

const quantity =
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';

/** Pattern of a resource quantity. */
export const quantityPattern = quantity;

const pullPolicies = ['Always', 'IfNotPresent', 'Never'];
const selectorOperators = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** Closed sets of words, from the validation code of Kubernetes 1.28. */
export const enumerations: { readonly [typeAndProperty: string]: readonly string[] } = {
  'Container.imagePullPolicy': pullPolicies,
  'EphemeralContainer.imagePullPolicy': pullPolicies,
  'Container.terminationMessagePolicy': ['File', 'FallbackToLogsOnError'],
  'ContainerPort.protocol': ['TCP', 'UDP', 'SCTP'],
  'ServicePort.protocol': ['TCP', 'UDP', 'SCTP'],
  'NetworkPolicyPort.protocol': ['TCP', 'UDP', 'SCTP'],
  'ServiceSpec.type': ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'],
  'ServiceSpec.sessionAffinity': ['ClientIP', 'None'],
  'ServiceSpec.externalTrafficPolicy': ['Cluster', 'Local'],
  'ServiceSpec.internalTrafficPolicy': ['Cluster', 'Local'],
  'ServiceSpec.ipFamilyPolicy': ['SingleStack', 'PreferDualStack', 'RequireDualStack'],
  'PodSpec.restartPolicy': ['Always', 'OnFailure', 'Never'],
  'PodSpec.dnsPolicy': ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'],
  'PodSpec.preemptionPolicy': ['PreemptLowerPriority', 'Never'],
  'PodSecurityContext.fsGroupChangePolicy': ['OnRootMismatch', 'Always'],
  'SeccompProfile.type': ['RuntimeDefault', 'Unconfined', 'Localhost'],
  'HttpGetAction.scheme': ['HTTP', 'HTTPS'],
  'TopologySpreadConstraint.whenUnsatisfiable': ['DoNotSchedule', 'ScheduleAnyway'],
  'TopologySpreadConstraint.nodeAffinityPolicy': ['Honor', 'Ignore'],
  'TopologySpreadConstraint.nodeTaintsPolicy': ['Honor', 'Ignore'],
  'Toleration.operator': ['Exists', 'Equal', 'Lt', 'Gt'],
  'Toleration.effect': ['NoSchedule', 'PreferNoSchedule', 'NoExecute'],
  'Taint.effect': ['NoSchedule', 'PreferNoSchedule', 'NoExecute'],
  'LabelSelectorRequirement.operator': selectorOperators,
  'NodeSelectorRequirement.operator': [...selectorOperators, 'Gt', 'Lt'],
  'HostPathVolumeSource.type': [
    '',
    'DirectoryOrCreate',
    'Directory',
    'FileOrCreate',
    'File',
    'Socket',
    'CharDevice',
    'BlockDevice',
  ],
  'VolumeMount.mountPropagation': ['None', 'HostToContainer', 'Bidirectional'],
  'DeploymentStrategy.type': ['Recreate', 'RollingUpdate'],
  'DaemonSetUpdateStrategy.type': ['RollingUpdate', 'OnDelete'],
  'StatefulSetUpdateStrategy.type': ['RollingUpdate', 'OnDelete'],
  'StatefulSetSpec.podManagementPolicy': ['OrderedReady', 'Parallel'],
  'JobSpec.completionMode': ['NonIndexed', 'Indexed'],
  'CronJobSpec.concurrencyPolicy': ['Allow', 'Forbid', 'Replace'],
  'MetricSpecV2.type': ['Resource', 'Pods', 'Object', 'External', 'ContainerResource'],
  'MetricTargetV2.type': ['Utilization', 'Value', 'AverageValue'],
  'HpaScalingPolicyV2.type': ['Pods', 'Percent'],
  'HpaScalingRulesV2.selectPolicy': ['Max', 'Min', 'Disabled'],
  'HttpIngressPath.pathType': ['Exact', 'Prefix', 'ImplementationSpecific'],
  'PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy': ['IfHealthyBudget', 'AlwaysAllow'],
  'Subject.kind': ['ServiceAccount', 'User', 'Group'],
  'PodFailurePolicyRule.action': ['Count', 'FailIndex', 'FailJob', 'Ignore'],
  'PodFailurePolicyOnPodConditionsPattern.status': ['True', 'False', 'Unknown'],
  'PersistentVolumeClaimSpec.volumeMode': ['Block', 'Filesystem'],
  'StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted': ['Retain', 'Delete'],
  'StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled': ['Retain', 'Delete'],
  'PersistentVolumeSpec.persistentVolumeReclaimPolicy': ['Retain', 'Delete', 'Recycle'],
  'KubeStorageClassProps.volumeBindingMode': ['Immediate', 'WaitForFirstConsumer'],
  'KubeStorageClassProps.reclaimPolicy': ['Retain', 'Delete', 'Recycle'],
};

/** Closed sets of words of list items. */
export const itemEnumerations: { readonly [typeAndProperty: string]: readonly string[] } = {
  'NetworkPolicySpec.policyTypes': ['Ingress', 'Egress'],
  'PersistentVolumeClaimSpec.accessModes': [
    'ReadWriteOnce',
    'ReadOnlyMany',
    'ReadWriteMany',
    'ReadWriteOncePod',
  ],
  'ServiceSpec.ipFamilies': ['IPv4', 'IPv6'],
};

/** Patterns and lengths of texts. */
export const texts: {
  readonly [typeAndProperty: string]: {
    readonly pattern?: string;
    readonly maxLength?: number;
    readonly minLength?: number;
  };
} = {
  'Container.name': { pattern: dnsLabel.source, maxLength: 63 },
  'Volume.name': { pattern: dnsLabel.source, maxLength: 63 },
  'VolumeMount.mountPath': { minLength: 1 },
  'EnvVar.name': { pattern: '^[-._a-zA-Z][-._a-zA-Z0-9]*$' },
  'CronJobSpec.schedule': { minLength: 1 },
  'IngressRule.host': {
    pattern: dnsSubdomain.source.replace('^', '^(\\*\\.)?'),
  },
  'ObjectMeta.namespace': { pattern: dnsLabel.source, maxLength: 63 },
};

/** Modes of files: 0777 is 511, whether it is written in octal or not. */
const fileMode = { minimum: 0, maximum: 0o777 };

/** Least and greatest numbers. */
export const numbers: {
  readonly [typeAndProperty: string]: { readonly minimum?: number; readonly maximum?: number };
} = {
  'ContainerPort.containerPort': { minimum: 1, maximum: 65535 },
  'ContainerPort.hostPort': { minimum: 0, maximum: 65535 },
  'ConfigMapVolumeSource.defaultMode': fileMode,
  'SecretVolumeSource.defaultMode': fileMode,
  'ProjectedVolumeSource.defaultMode': fileMode,
  'DownwardApiVolumeSource.defaultMode': fileMode,
  'DownwardApiVolumeFile.mode': fileMode,
  'KeyToPath.mode': fileMode,
  'ServicePort.port': { minimum: 1, maximum: 65535 },
  'ServicePort.nodePort': { minimum: 0, maximum: 65535 },
  'GrpcAction.port': { minimum: 1, maximum: 65535 },
  'JobSpec.backoffLimit': { minimum: 0 },
  'JobSpec.parallelism': { minimum: 0 },
  'JobSpec.completions': { minimum: 0 },
  'JobSpec.activeDeadlineSeconds': { minimum: 0 },
  'JobSpec.ttlSecondsAfterFinished': { minimum: 0 },
  'CronJobSpec.startingDeadlineSeconds': { minimum: 0 },
  'CronJobSpec.successfulJobsHistoryLimit': { minimum: 0 },
  'CronJobSpec.failedJobsHistoryLimit': { minimum: 0 },
  'DeploymentSpec.progressDeadlineSeconds': { minimum: 0 },
  'ReplicaSetSpec.replicas': { minimum: 0 },
  'PodSecurityContext.runAsUser': { minimum: 0, maximum: 2147483647 },
  'PodSecurityContext.runAsGroup': { minimum: 0, maximum: 2147483647 },
  'PodSecurityContext.fsGroup': { minimum: 0, maximum: 2147483647 },
  'SecurityContext.runAsUser': { minimum: 0, maximum: 2147483647 },
  'SecurityContext.runAsGroup': { minimum: 0, maximum: 2147483647 },
  'ServiceBackendPort.number': { minimum: 1, maximum: 65535 },
  'DeploymentSpec.replicas': { minimum: 0 },
  'StatefulSetSpec.replicas': { minimum: 0 },
  'DeploymentSpec.revisionHistoryLimit': { minimum: 0 },
  'DeploymentSpec.minReadySeconds': { minimum: 0 },
  'Probe.initialDelaySeconds': { minimum: 0 },
  'Probe.periodSeconds': { minimum: 0 },
  'Probe.timeoutSeconds': { minimum: 0 },
  'Probe.failureThreshold': { minimum: 0 },
  'Probe.successThreshold': { minimum: 0 },
  'HorizontalPodAutoscalerSpecV2.maxReplicas': { minimum: 1 },
  'TopologySpreadConstraint.maxSkew': { minimum: 1 },
  'WeightedPodAffinityTerm.weight': { minimum: 1, maximum: 100 },
  'PreferredSchedulingTerm.weight': { minimum: 1, maximum: 100 },
  'HpaScalingRulesV2.stabilizationWindowSeconds': { minimum: 0, maximum: 3600 },
  'HpaScalingPolicyV2.value': { minimum: 1 },
  'HpaScalingPolicyV2.periodSeconds': { minimum: 1, maximum: 1800 },
  'MetricTargetV2.averageUtilization': { minimum: 1 },
  'RollingUpdateStatefulSetStrategy.partition': { minimum: 0 },
  'StatefulSetOrdinals.start': { minimum: 0 },
  'ServiceAccountTokenProjection.expirationSeconds': { minimum: 600 },
  'NetworkPolicyPort.endPort': { minimum: 1, maximum: 65535 },
  'ClientIpConfig.timeoutSeconds': { minimum: 1, maximum: 86400 },
  'HttpGetAction.port': { minimum: 1, maximum: 65535 },
  'TcpSocketAction.port': { minimum: 1, maximum: 65535 },
};

/** What a release changed of the facts above; releases after it keep it. */
export const changedTexts: { readonly [release: string]: typeof texts } = {
  '1.34': { 'EnvVar.name': { pattern: '^[ -<>-~]+$' } },
};

/** Fields that releases after the newest that is typed are known to have; nothing is said of what stands in them. */
export const newerFields: { readonly [type: string]: readonly string[] } = {
  PodSpec: ['workloadRef', 'schedulingGroup'],
  PodCertificateProjection: ['userAnnotations'],
  CsiDriverSpec: ['serviceAccountTokenInSecrets'],
};

/** Properties that the server fills in although the types demand them. */
export const filledIn: { readonly [type: string]: readonly string[] } = {
  RoleRef: ['apiGroup'],
  SleepAction: ['seconds'],
  PodFailurePolicy: ['rules'],
};

/** Properties that the server demands although the types leave them optional. */
export const required: { readonly [type: string]: readonly string[] } = {
  KubeDeploymentProps: ['spec'],
  KubeDaemonSetProps: ['spec'],
  KubeStatefulSetProps: ['spec'],
  KubeJobProps: ['spec'],
  KubeCronJobProps: ['spec'],
  KubePodProps: ['spec'],
  KubeServiceProps: ['spec'],
  KubeHorizontalPodAutoscalerV2Props: ['spec'],
  KubePersistentVolumeClaimProps: ['spec'],
  Container: ['image'],
};

/** Names: the pattern that each kind demands of `metadata.name`, where it is not a DNS name. */
export const nameFormats: {
  readonly [kind: string]: { readonly pattern: string; readonly maxLength: number };
} = {
  Namespace: { pattern: dnsLabel.source, maxLength: 63 },
  // Until 1.34 it begins with a letter.
  Service: { pattern: dnsLabel.source, maxLength: 63 },
  Role: { pattern: '^(?!\\.{1,2}$)[^/%]+$', maxLength: 253 },
  RoleBinding: { pattern: '^(?!\\.{1,2}$)[^/%]+$', maxLength: 253 },
  ClusterRole: { pattern: '^(?!\\.{1,2}$)[^/%]+$', maxLength: 253 },
  ClusterRoleBinding: { pattern: '^(?!\\.{1,2}$)[^/%]+$', maxLength: 253 },
};

/** The pattern of every other `metadata.name`. */
export const usualName = { pattern: dnsSubdomain.source, maxLength: 253 };
