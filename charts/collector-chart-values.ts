import type {
  Affinity,
  Container,
  EnvFromSource,
  EnvVar,
  HorizontalPodAutoscalerBehaviorV2,
  HostAlias,
  KubePersistentVolumeClaimProps,
  LocalObjectReference,
  MetricSpecV2,
  NetworkPolicyEgressRule,
  NetworkPolicyIngressRule,
  NetworkPolicyPeer,
  PodDnsConfig,
  PodSecurityContext,
  PolicyRule,
  SecurityContext,
  Toleration,
  TopologySpreadConstraint,
  Volume,
  VolumeMount,
} from 'cdk8s-plus-28/lib/imports/k8s';
import type { CollectorChartValues } from '../lib/helm';
import type { Plain } from './plain';

/** What younger releases of Kubernetes have beside the generated types. */
interface AppArmor {
  readonly appArmorProfile?: {
    readonly type: 'Localhost' | 'RuntimeDefault' | 'Unconfined';
    readonly localhostProfile?: string;
  };
}

type PodSecurity = Plain<PodSecurityContext> &
  AppArmor & { readonly supplementalGroupsPolicy?: 'Merge' | 'Strict' };
type ContainerSecurity = Plain<SecurityContext> & AppArmor;
type Mount = Plain<VolumeMount> & { readonly recursiveReadOnly?: 'Disabled' | 'Enabled' | 'IfPossible' };
type ImageVolume = { readonly image?: { readonly reference?: string; readonly pullPolicy?: string } };

/** A further container of the pod. */
export type ExtraContainer = Omit<Plain<Container>, 'securityContext' | 'volumeMounts'> & {
  readonly securityContext?: ContainerSecurity;
  readonly volumeMounts?: readonly Mount[];
};

/** What the chart hands to Kubernetes as it is, by the types of Kubernetes. */
interface KubernetesValues {
  readonly imagePullSecrets?: readonly Plain<LocalObjectReference>[];
  readonly podSecurityContext?: PodSecurity;
  readonly securityContext?: ContainerSecurity;
  readonly nodeSelector?: { readonly [label: string]: string };
  readonly tolerations?: readonly Plain<Toleration>[];
  readonly affinity?: Plain<Affinity>;
  readonly topologySpreadConstraints?: readonly Plain<TopologySpreadConstraint>[];
  readonly extraContainers?: readonly ExtraContainer[];
  readonly initContainers?: readonly ExtraContainer[];
  readonly extraEnvs?: readonly Plain<EnvVar>[];
  readonly extraEnvsFrom?: readonly Plain<EnvFromSource>[];
  readonly extraVolumes?: readonly (Plain<Volume> & ImageVolume)[];
  readonly extraVolumeMounts?: readonly Mount[];
  readonly podAnnotations?: { readonly [name: string]: string };
  readonly podLabels?: { readonly [name: string]: string };
  readonly additionalLabels?: { readonly [name: string]: string };
  readonly hostAliases?: readonly Plain<HostAlias>[];
  readonly dnsConfig?: Plain<PodDnsConfig>;
  readonly statefulset?: {
    readonly volumeClaimTemplates?: readonly Plain<KubePersistentVolumeClaimProps>[];
    /** Default `Parallel`. */
    readonly podManagementPolicy?: 'OrderedReady' | 'Parallel';
    readonly persistentVolumeClaimRetentionPolicy?: {
      readonly enabled?: boolean;
      readonly whenDeleted?: 'Delete' | 'Retain';
      readonly whenScaled?: 'Delete' | 'Retain';
    };
  };
}

type Held = CollectorChartValues;

/**
 * Values of the chart `opentelemetry-collector` as one writes them over those that `CollectorChart` computes: the chart's own fields, and
 * below them the types of Kubernetes, so that a mistyped field does not compile. Maps are merged, named lists by their names.
 */
export type CollectorValues = Omit<
  Held,
  keyof KubernetesValues | 'clusterRole' | 'autoscaling' | 'networkPolicy'
> &
  KubernetesValues & {
    readonly clusterRole?: Omit<NonNullable<Held['clusterRole']>, 'rules'> & {
      readonly rules?: readonly Plain<PolicyRule>[];
    };
    readonly autoscaling?: Omit<NonNullable<Held['autoscaling']>, 'behavior' | 'additionalMetrics'> & {
      readonly behavior?: Plain<HorizontalPodAutoscalerBehaviorV2>;
      readonly additionalMetrics?: readonly Plain<MetricSpecV2>[];
    };
    readonly networkPolicy?: Omit<
      NonNullable<Held['networkPolicy']>,
      'allowIngressFrom' | 'extraIngressRules' | 'egressRules'
    > & {
      readonly allowIngressFrom?: readonly Plain<NetworkPolicyPeer>[];
      readonly extraIngressRules?: readonly Plain<NetworkPolicyIngressRule>[];
      readonly egressRules?: readonly Plain<NetworkPolicyEgressRule>[];
    };
  };
