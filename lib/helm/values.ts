/** Plain data that nobody changes; undefined keys are left out. */
type ChartValue =
  | null
  | boolean
  | number
  | string
  | readonly ChartValue[]
  | { readonly [key: string]: ChartValue | undefined };

/** A map that the chart's schema does not look into. */
type OpenMap = { readonly [key: string]: ChartValue | undefined };

/** A preset, or a part of one, that is switched and nothing else. */
export interface Switch {
  readonly enabled?: boolean;
}

/** `presets` of the collector's chart: what it adds to the configuration and to the pod by one switch. */
export interface PresetValues {
  readonly logsCollection?: Switch & {
    readonly includeCollectorLogs?: boolean;
    /** Keeps reading positions in /var/lib/otelcol of the node; runs the collector as root. */
    readonly storeCheckpoints?: boolean;
    /** Bytes; default 102400. */
    readonly maxRecombineLogSize?: number;
  };
  readonly hostMetrics?: Switch;
  readonly kubernetesAttributes?: Switch & {
    readonly extractAllPodLabels?: boolean;
    readonly extractAllPodAnnotations?: boolean;
  };
  readonly kubeletMetrics?: Switch;
  readonly kubernetesEvents?: Switch & { readonly useK8sEventsReceiver?: boolean };
  readonly kubernetesObjects?: Switch & {
    readonly disableLeaderElection?: boolean;
    /** Watches every kind beside listing it. */
    readonly watch?: boolean;
    readonly core?: Switch;
    readonly rbac?: Switch;
    readonly storage?: Switch;
    readonly networking?: Switch;
    readonly autoscaling?: Switch & { readonly vpa?: Switch };
    readonly policy?: Switch;
    readonly apiExtensions?: Switch;
    readonly events?: Switch;
  };
  readonly clusterMetrics?: Switch & { readonly disableLeaderElection?: boolean };
  readonly annotationDiscovery?: { readonly logs?: Switch; readonly metrics?: Switch };
  readonly profiling?: Switch;
  readonly resourceDetection?: Switch & {
    readonly env?: Switch;
    readonly k8s_api?: Switch;
    /** Old name of `k8s_api`. */
    readonly k8snode?: Switch;
    readonly eks?: Switch;
    readonly aks?: Switch;
    readonly gcp?: Switch;
  };
}

/** An entry of `ports`; a new one needs all of the first four, a default one only what differs. */
export interface PortValues {
  readonly enabled?: boolean;
  /** Port of the pod; default: the chart's for that name. */
  readonly containerPort?: number;
  /** Port of the Service; default: the chart's for that name. */
  readonly servicePort?: number;
  /** Default: TCP. */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
  /** Port of the node, in a daemonset alone; 0: none. Default: the chart's for that name. */
  readonly hostPort?: number;
  readonly nodePort?: number;
  /** What is spoken on it, for meshes and load balancers: `grpc`. Default: none. */
  readonly appProtocol?: string;
}

interface TelemetrySignalValues extends Switch {
  readonly endpoint?: string;
  readonly headers?: readonly { readonly name: string; readonly value: ChartValue }[];
}

export interface AmountValues {
  readonly cpu?: string | number;
  /** A Kubernetes quantity as text: the schema refuses numbers. */
  readonly memory?: string;
  readonly 'ephemeral-storage'?: string;
}

interface ExecHook {
  readonly exec: { readonly command?: readonly string[] };
}

interface HttpHook {
  readonly httpGet: {
    readonly host?: string;
    readonly httpHeaders?: readonly ChartValue[];
    readonly path?: string;
    readonly port?: number;
    readonly scheme?: string;
  };
}

interface SleepHook {
  readonly sleep: { readonly seconds?: number };
}

/** Timing of a probe in seconds; fields that are zero are dropped by the chart. */
interface ProbeValues {
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly failureThreshold?: number;
  /** Default port 13133 and path `/`, where the default health check listens. */
  readonly httpGet?: { readonly port?: number; readonly path?: string };
}

export interface IngressValues {
  readonly ingressClassName?: string;
  readonly annotations?: { readonly [key: string]: string };
  readonly hosts?: readonly {
    /** The chart fails without it, though its schema does not require it. */
    readonly host: string;
    readonly paths: readonly {
      readonly path: string;
      readonly pathType: 'Exact' | 'Prefix' | 'ImplementationSpecific';
      readonly port: number;
    }[];
  }[];
  readonly tls?: readonly { readonly secretName?: string; readonly hosts?: readonly string[] }[];
}

type Annotations = { readonly [key: string]: string };

/**
 * Values of the chart `opentelemetry-collector`, as the schema of 0.170.0 takes them, less the nulls: cdk8s drops null,
 * and the API server drops it on update. What an older chart lacks, `checkValues` tells.
 */
export interface CollectorChartValues {
  /** The chart fails without one, though its schema does not require a choice. */
  readonly mode?: 'deployment' | 'daemonset' | 'statefulset';
  readonly image?: {
    /** The chart fails without it. */
    readonly repository?: string;
    /** Default: the chart's app version. */
    readonly tag?: string;
    /** Wins over the tag. */
    readonly digest?: string;
    readonly pullPolicy?: 'IfNotPresent' | 'Always' | 'Never';
  };
  readonly global?: OpenMap;
  readonly nameOverride?: string;
  readonly fullnameOverride?: string;
  readonly namespaceOverride?: string;
  readonly apiVersion?: string;
  /** Default true: old component names are rewritten to new ones. */
  readonly rewriteDeprecatedComponentNames?: boolean;
  readonly presets?: PresetValues;
  readonly configMap?: {
    readonly create?: boolean;
    readonly existingName?: string;
    readonly existingPath?: string;
  };
  readonly internalTelemetryViaOTLP?: TelemetrySignalValues & {
    readonly traces?: TelemetrySignalValues;
    readonly metrics?: TelemetrySignalValues;
    readonly logs?: TelemetrySignalValues;
  };
  /** Merged over the chart's default configuration. */
  readonly config?: OpenMap;
  /** Used alone where it is not empty: nothing of the default configuration is merged. */
  readonly alternateConfig?: OpenMap;
  readonly imagePullSecrets?: readonly OpenMap[];
  /** `name` without slash is the program in the image; arguments are printed without quotes. */
  readonly command?: { readonly name?: string; readonly extraArgs?: readonly string[] };
  readonly serviceAccount?: {
    readonly create?: boolean;
    readonly annotations?: Annotations;
    readonly name?: string;
    readonly automountServiceAccountToken?: boolean;
  };
  readonly clusterRole?: {
    readonly create?: boolean;
    readonly annotations?: Annotations;
    readonly name?: string;
    readonly rules?: readonly OpenMap[];
    readonly clusterRoleBinding?: { readonly annotations?: Annotations; readonly name?: string };
  };
  readonly podSecurityContext?: OpenMap;
  readonly securityContext?: OpenMap;
  readonly nodeSelector?: OpenMap;
  readonly tolerations?: readonly OpenMap[];
  readonly affinity?: OpenMap;
  readonly topologySpreadConstraints?: readonly OpenMap[];
  readonly priorityClassName?: string;
  readonly runtimeClassName?: string;
  readonly schedulerName?: string;
  /** Seconds; default 30. */
  readonly terminationGracePeriodSeconds?: number;
  readonly extraContainers?: readonly (OpenMap & { readonly name: string })[];
  readonly initContainers?: readonly (OpenMap & { readonly name: string })[];
  readonly extraEnvs?: readonly OpenMap[];
  readonly extraEnvsFrom?: readonly OpenMap[];
  readonly extraVolumes?: readonly OpenMap[];
  readonly extraVolumeMounts?: readonly OpenMap[];
  readonly extraManifests?: readonly OpenMap[];
  /** Ports of container and Service; they do not follow the configuration. */
  readonly ports?: { readonly [name: string]: PortValues };
  /** Default true: GOMEMLIMIT is 80 % of the memory limit. */
  readonly useGOMEMLIMIT?: boolean;
  readonly resizePolicy?: readonly {
    readonly resourceName: string;
    readonly restartPolicy: 'NotRequired' | 'RestartContainer';
  }[];
  readonly resources?: { readonly limits?: AmountValues; readonly requests?: AmountValues };
  readonly lifecycleHooks?: {
    readonly postStart?: ExecHook | HttpHook;
    readonly preStop?: ExecHook | HttpHook | SleepHook;
  };
  readonly livenessProbe?: ProbeValues & { readonly terminationGracePeriodSeconds?: number };
  readonly readinessProbe?: ProbeValues & { readonly successThreshold?: number };
  readonly startupProbe?: ProbeValues & { readonly terminationGracePeriodSeconds?: number };
  readonly enableConfigChecksumAnnotation?: boolean;
  readonly podAnnotations?: OpenMap;
  readonly podLabels?: OpenMap;
  readonly additionalLabels?: OpenMap;
  /** Of the workload. */
  readonly annotations?: Annotations;
  readonly shareProcessNamespace?: boolean;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostAliases?: readonly OpenMap[];
  readonly dnsPolicy?: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None' | '';
  readonly dnsConfig?: OpenMap;
  readonly replicaCount?: number;
  readonly revisionHistoryLimit?: number;
  readonly service?: {
    readonly enabled?: boolean;
    readonly type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
    readonly trafficDistribution?: 'PreferClose' | 'PreferSameZone' | 'PreferSameNode';
    readonly clusterIP?: string;
    readonly loadBalancerIP?: string;
    readonly loadBalancerSourceRanges?: readonly string[];
    readonly annotations?: Annotations;
    readonly internalTrafficPolicy?: 'Cluster' | 'Local' | '';
    readonly externalTrafficPolicy?: 'Cluster' | 'Local' | '';
  };
  readonly ingress?: IngressValues & {
    readonly enabled?: boolean;
    readonly additionalIngresses?: readonly (IngressValues & { readonly name: string })[];
  };
  readonly httproute?: {
    readonly enabled?: boolean;
    readonly apiVersion?: string;
    readonly annotations?: Annotations;
    readonly parentRefs?: readonly OpenMap[];
    readonly hostnames?: readonly string[];
    readonly rules?: readonly {
      readonly matches?: readonly OpenMap[];
      readonly filters?: readonly OpenMap[];
      readonly backendRefs?: readonly {
        readonly name?: string;
        readonly port: number;
        readonly weight?: number;
      }[];
    }[];
  };
  readonly networkPolicy?: {
    readonly enabled?: boolean;
    readonly annotations?: Annotations;
    readonly allowIngressFrom?: readonly OpenMap[];
    readonly extraIngressRules?: readonly OpenMap[];
    readonly egressRules?: readonly OpenMap[];
  };
  readonly podMonitor?: OpenMap & Switch;
  readonly serviceMonitor?: OpenMap & Switch;
  readonly prometheusRule?: OpenMap & Switch;
  readonly podDisruptionBudget?: Switch & {
    readonly minAvailable?: number | string;
    readonly maxUnavailable?: number | string;
  };
  readonly autoscaling?: Switch & {
    readonly minReplicas?: number;
    readonly maxReplicas?: number;
    /** Per cent. */
    readonly targetCPUUtilizationPercentage?: number;
    /** Per cent. */
    readonly targetMemoryUtilizationPercentage?: number;
    readonly behavior?: OpenMap;
    readonly additionalMetrics?: readonly OpenMap[];
  };
  readonly rollout?: {
    readonly strategy?: 'OnDelete' | 'Recreate' | 'RollingUpdate';
    readonly rollingUpdate?: {
      readonly maxSurge?: number | string;
      readonly maxUnavailable?: number | string;
    };
  };
  readonly statefulset?: OpenMap;
}
