import type {
  Affinity,
  Container,
  Lifecycle,
  PersistentVolumeClaimSpec,
  PodSpec,
  Toleration,
  TopologySpreadConstraint,
  Volume,
} from 'cdk8s-plus-28/lib/imports/k8s';
import type { Peer } from '../network';
import type { Plain, Resources } from '../plain';
import type { TelemetryEndpoint } from '../telemetry';
import type { Variable, VariableSource } from './variables';

/** Names and ports by which one workload is called by another. */
export interface Callee {
  /** Namespace of its pods. */
  readonly namespace: string;
  /** Labels that select its pods. */
  readonly podLabels: { readonly [name: string]: string };
  /** Ports of its pods that others may call. */
  readonly listens: readonly WorkloadPort[];
}

/** A port of a container, and of the Service before it. */
export interface WorkloadPort {
  /** IANA service name, at most 15 characters: `http`, `grpc`, `metrics`. */
  readonly name: string;
  /** Port that the container listens on. */
  readonly containerPort: number;
  /** Port of the Service; default: 80 for a port called `http`, else the container's. */
  readonly servicePort?: number;
  /** Default TCP. */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
  /** What is spoken on it, for meshes and load balancers: `grpc`, `kubernetes.io/h2c`. Default: none; `grpc` for a port of that name. */
  readonly appProtocol?: string;
}

/** Seconds between and until, and how often. */
export interface ProbeTiming {
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly failureThreshold?: number;
  readonly successThreshold?: number;
}

/** How a container is asked whether it is well; a text is an HTTP path on its first port. */
export type Probe =
  | string
  | (ProbeTiming & {
      readonly http: {
        readonly path: string;
        /** Name or number; default: the first port. */
        readonly port?: string | number;
        readonly scheme?: 'HTTP' | 'HTTPS';
        readonly headers?: { readonly [name: string]: string };
      };
    })
  | (ProbeTiming & {
      /** The gRPC health service; `port` must be a number, default: the first port. */
      readonly grpc: { readonly port?: number; readonly service?: string };
    })
  | (ProbeTiming & { readonly tcp: { readonly port?: string | number } })
  | (ProbeTiming & { readonly exec: readonly string[] });

/** The probes of a container. */
export interface Probes {
  /**
   * Restarts the container when it fails; must never ask a backend, or a broken database restarts every pod.
   * Default: none.
   */
  readonly liveness?: Probe;
  /** Takes the pod out of its Service while it fails. Default: none. */
  readonly readiness?: Probe;
  /** Holds the two others back until it succeeded once. Default: none. */
  readonly startup?: Probe;
}

/** A volume of the pod (`emptyDir`, `secret`, `configMap`, `persistentVolumeClaim`, …) and where it is mounted. */
export type MountedVolume = Plain<Volume> & {
  readonly mountPath: string;
  readonly subPath?: string;
  readonly readOnly?: boolean;
};

/** A disk of each pod, which outlives it. */
export interface ClaimProps {
  readonly name: string;
  readonly mountPath: string;
  /** `10Gi` */
  readonly size: string;
  /** Default: the cluster's. */
  readonly storageClassName?: string;
  /** Default `['ReadWriteOnce']`. */
  readonly accessModes?: Plain<PersistentVolumeClaimSpec>['accessModes'];
}

/** The account that pods run as. */
export interface AccountProps {
  /** Default: the workload's name. */
  readonly name?: string;
  /** Whether the chart makes it; default true. */
  readonly create?: boolean;
  /** By which clouds tie rights to it: IRSA, Workload Identity. */
  readonly annotations?: { readonly [name: string]: string };
  /**
   * Whether pods get its token for the Kubernetes API. Default: no; what the cluster does for an account that others make.
   */
  readonly automountToken?: boolean;
}

/** Who the container's process is; default: whoever the image says, which must not be root. */
export interface UserProps {
  readonly user?: number;
  readonly group?: number;
  /** Owner of mounted volumes. */
  readonly fsGroup?: number;
}

/** How many pods run. */
export type Scaling =
  | { readonly replicas: number }
  | {
      readonly minReplicas: number;
      readonly maxReplicas: number;
      /** Average CPU use in percent of the request above which pods are added; default 80. */
      readonly targetCpuUtilization?: number;
      /** Average memory use in percent of the request above which pods are added; default: not looked at. */
      readonly targetMemoryUtilization?: number;
    };

/** What a Prometheus operator is told: scrape this. */
export interface MonitorProps {
  /** Name of the port that serves metrics; default: the first. */
  readonly port?: string;
  /** Default `/metrics`. */
  readonly path?: string;
  /** Default: the Prometheus' own. */
  readonly interval?: string;
  /** By which a Prometheus selects its monitors. */
  readonly labels?: { readonly [name: string]: string };
  /** Namespace of the Prometheus, let in to the port; default: nobody is let in beside the callers. */
  readonly from?: string;
}

/** What every workload of a platform is made of, whether it serves, works or runs now and then. */
export interface WorkloadProps {
  /** Image with its tag; `latest` is refused. */
  readonly image: string;
  /** Default `IfNotPresent`. */
  readonly imagePullPolicy?: 'IfNotPresent' | 'Always' | 'Never';
  /** Names of Secrets of its namespace by which images are pulled. Default: none. */
  readonly imagePullSecrets?: readonly string[];
  /** Replaces the image's entry point. */
  readonly command?: readonly string[];
  /** Arguments of the entry point. */
  readonly args?: readonly string[];
  /** Default: the environment's namespace for workloads. */
  readonly namespace?: string;
  /** Layer that applies it; default `services`. */
  readonly layer?: string;
  /** Of each pod's own container. */
  readonly resources: Resources;
  /** Where it sends telemetry: sets the OTEL_* variables and opens the network. Default: it sends none. */
  readonly telemetry?: TelemetryEndpoint;
  /** Further attributes of its telemetry, `service.namespace` and the like; default: the environment's. */
  readonly attributes?: { readonly [name: string]: string };
  /** Environment variables: plain text, or where the value lies (`{ secret, key }`, `{ configMap, key }`, `{ field }`). */
  readonly variables?: { readonly [variable: string]: Variable };
  /** Secrets and ConfigMaps of which every key becomes a variable. Default: none. */
  readonly variablesFrom?: readonly VariableSource[];
  /**
   * Workloads that it calls: handles, or names (`user`, `payments/ledger` in another namespace), which may be made
   * later. Opens the network on both sides. Default: none.
   */
  readonly calls?: readonly (string | Callee)[];
  /** Whom else it talks to. Default: nobody. */
  readonly egress?: readonly Peer[];
  /** Who else talks to its ports. Default: nobody but the callers and the ingress controller. */
  readonly ingress?: readonly Peer[];
  /** Whether a NetworkPolicy is made; default true. */
  readonly networkPolicy?: boolean;
  /** Folders that it writes to; each becomes an emptyDir, since the root file system is read-only. Default: none. */
  readonly writableFolders?: readonly string[];
  /** Default: none. */
  readonly volumes?: readonly MountedVolume[];
  /** Run to their end before. Default: none. */
  readonly initContainers?: readonly Plain<Container>[];
  /** Run beside. Default: none. */
  readonly sidecars?: readonly Plain<Container>[];
  /** Default: the workload's own account without rights. A text is the name of one that the chart makes. */
  readonly account?: string | AccountProps;
  /** Default: whoever the image says, which must not be root. */
  readonly runAs?: UserProps;
  /** Default true. */
  readonly readOnlyRootFilesystem?: boolean;
  /** Of the workload and its pods, beside `app.kubernetes.io/name` and `app.kubernetes.io/version`. Default: the environment's. */
  readonly labels?: { readonly [name: string]: string };
  /** Of the workload. Default: none. */
  readonly annotations?: { readonly [name: string]: string };
  /** Of its pods. Default: none. */
  readonly podAnnotations?: { readonly [name: string]: string };
  readonly nodeSelector?: { readonly [label: string]: string };
  readonly tolerations?: readonly Plain<Toleration>[];
  readonly affinity?: Plain<Affinity>;
  /** Default: spread over zones where that is possible. */
  readonly topologySpreadConstraints?: readonly Plain<TopologySpreadConstraint>[];
  readonly priorityClassName?: string;
  /** Seconds that it has to end; default: Kubernetes' 30. */
  readonly terminationGracePeriodSeconds?: number;
  readonly lifecycle?: Plain<Lifecycle>;
  /**
   * Has the OpenTelemetry operator put an SDK into the container, and opens the network to where that sends; the handle of an
   * InstrumentationChart says which. Default: the program brings its own.
   */
  readonly injection?: {
    readonly annotations: { readonly [name: string]: string };
    readonly telemetry?: TelemetryEndpoint;
  };
  /** Further fields of the pod, over those that the chart computes. Default: none. */
  readonly pod?: Partial<Plain<PodSpec>>;
}

/** What a workload is made of that runs all the time. */
export interface RunningProps extends WorkloadProps {
  /** A fixed number of pods, or bounds for a HorizontalPodAutoscaler. */
  readonly scaling: Scaling;
  /** Default: none. */
  readonly probes?: Probes;
  /** Has a Prometheus scrape it. Default: nothing is made. */
  readonly monitor?: MonitorProps;
}
