import type { Component, EffectivePipeline } from '../collector/effective';
import type { Data, Path, SourceLocation } from '../documents';
import type { Certainty } from '../helm';

/** One Kubernetes object with its place in the source. */
export interface ObjectSubject {
  readonly apiVersion: string;
  /** API group, empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** Absent for cluster-scoped kinds and where none is written. */
  readonly namespace?: string;
  /** The whole object. Never change it. */
  readonly object: { readonly [key: string]: Data };
  /** Path of the cdk8s construct, during synth. */
  readonly construct?: string;
  /** Folder of the source file relative to the environment's root, `observability` or `services/orders`; absent for input from elsewhere. */
  readonly folder?: string;
  /** What applies it, where the tree was built: `Kustomization flux-system/apps`, or the folder of a kustomization.yaml. */
  readonly appliedBy?: string;
  /** False for a value that is not known here: encrypted, or made of a variable that is not in the tree. Absent: all is known. */
  isKnown?(path: Path): boolean;
  /** Name that its author gave it, before kustomize renamed it; absent where nothing was built. */
  writtenName?(): string | undefined;
  /** True for the name of a variable whose value is not known here, although Flux will put it in. */
  mayBeUnknown?(name: string): boolean;
  /** Position of a path, or of its nearest existing ancestor. */
  locate(path: Path): SourceLocation;
  /**
   * Position of the first character of a text that is written as a literal block (`key: |`), so that places inside
   * it can be told; undefined for a text written in another way.
   */
  locateText?(path: Path): SourceLocation | undefined;
  /** For an object that Helm makes: the release that it is of. */
  readonly madeBy?: MadeBy;
}

/** The HelmRelease that an object is of. */
export interface MadeBy {
  readonly release: ObjectSubject;
  /** Place in the HelmRelease that causes a place of the object. */
  place(path: Path): Path;
  /** False where the chart decides it, in a version that nobody knows yet: a guess. */
  isKnown(path: Path): boolean;
}

/** A port of a Service. */
export interface ServicePort {
  readonly name: string | null;
  readonly port: number;
  readonly targetPort: number | string;
  readonly protocol: string;
}

/** A port that the chart opens on the collector's container. */
export interface OpenPort {
  readonly name: string;
  /** Port of the node, in a daemonset. */
  readonly hostPort: number | undefined;
  readonly protocol: string;
}

/** Volumes of a pod and who uses them, as written. */
export interface PodStorage {
  readonly volumes: readonly Data[];
  readonly mounts: readonly Data[];
  /** Names of claims that a statefulset makes for each of its pods. */
  readonly claims: readonly string[];
  readonly podSecurityContext: Data;
  readonly securityContext: Data;
  /** True where something runs before the collector, which may have prepared the volumes. */
  readonly isPrepared: boolean;
  /** User that the image runs as where nothing is said; undefined for an image of someone's own. */
  readonly imageUser?: number;
}

/** What the kubelet asks of a container over HTTP, at the address of its pod. */
export interface HttpProbe {
  /** `livenessProbe`, `readinessProbe`, `startupProbe`. */
  readonly name: string;
  readonly port: number;
  readonly path: string;
}

/** What is known of the pod that a collector configuration will run in. */
export interface CollectorDeployment {
  readonly namespace: string;
  readonly mode: 'deployment' | 'daemonset' | 'statefulset' | 'sidecar';
  /** Fixed number of replicas, or the autoscaler's minimum; absent where unknown. */
  readonly replicas?: number;
  /** The autoscaler's maximum, where there is an autoscaler. */
  readonly maxReplicas?: number;
  /** Name of its Service, absent where none is made. */
  readonly serviceName?: string;
  /** The name that its Service would have, where by its settings none is made. */
  readonly unmadeServiceName?: string;
  readonly servicePorts: readonly ServicePort[];
  readonly serviceType?: string;
  /** Of a release of the collector's chart. */
  readonly openPorts?: readonly OpenPort[];
  /** Names of the container's environment variables, those that the chart sets included. */
  readonly environment: readonly string[];
  /** True where `envFrom` brings variables that cannot be known. */
  readonly environmentIsOpen: boolean;
  /** Paths at which something is mounted. */
  readonly mounts: readonly string[];
  /** Text of `resources.limits.memory`, absent where none is set. */
  readonly memoryLimit?: string;
  readonly serviceAccountName?: string;
  /** Rules that the chart or the tree gives this ServiceAccount cluster-wide; absent where unknown. */
  readonly clusterRoleRules?: readonly Data[];
  /** True where the input makes the ServiceAccount: what it may do stands here, unless somebody binds a role to it elsewhere. */
  readonly accountIsOwn?: boolean;
  /** True where an Ingress, HTTPRoute, NodePort or LoadBalancer exposes it. */
  readonly exposed: boolean;
  readonly podLabels: { readonly [key: string]: string };
  /** What is written of its pod's volumes and of the user that it runs as. */
  readonly storage?: PodStorage;
  /** What the kubelet asks of the collector's container; absent where its maker derives that from the configuration. */
  readonly probes?: readonly HttpProbe[];
  /** True where other containers of the pod may answer on its address. */
  readonly hasNeighbours?: boolean;
  /** True where annotations of its pod or a PodMonitor send a scraper to the pod, whatever its Service says. */
  readonly isScrapedAsPod?: boolean;
  /** Command and arguments of the container, where they are written. */
  readonly arguments?: readonly string[];
}

/** A collector as it will run: the effective configuration and what is known around it. */
export interface CollectorSubject {
  /** `HelmRelease observability/otel-collector`, or the file's name for a bare configuration. */
  readonly title: string;
  readonly origin: 'bare' | 'configMap' | 'helmRelease' | 'openTelemetryCollector';
  /** The effective configuration. Never change it. */
  readonly config: { readonly [key: string]: Data };
  /** Collector release that runs it (`0.158.0`); absent where unknown. */
  readonly version?: string;
  /** `k8s`, `contrib`, `otelcol`, …; absent where unknown or custom-built. */
  readonly distribution?: string;
  readonly components: readonly Component[];
  readonly pipelines: readonly EffectivePipeline[];
  /** Ids listed in `service.extensions`. */
  readonly enabledExtensions: readonly string[];
  /** Absent for a bare configuration. */
  readonly deployment?: CollectorDeployment;
  /** For a HelmRelease of the collector's chart. */
  readonly helm?: {
    /** As written: a version or a range. */
    readonly chartVersion: string;
    /** How sure it is that the effective configuration is what runs. */
    readonly certainty: Certainty;
    readonly release: string;
    /** Values as written. */
    readonly values: { readonly [key: string]: Data };
    /** Where the values stand in the object, normally `['spec', 'values']`. */
    readonly valuesPath: Path;
    /** What the chart says in its notes. */
    readonly warnings: readonly string[];
  };
  /** The object that carries it; absent for a bare file. */
  readonly object?: ObjectSubject;
  /** True where the author wrote the value at this path (or something below it), false where the chart added it. */
  isWritten(path: Path): boolean;
  /** Who put the value at a path there: `written`, or what of the chart did; undefined where that is not known. */
  authorOf?(path: Path): string | undefined;
  /** Position of a path of the effective configuration in the source, or of the nearest thing that causes it. */
  locate(path: Path): SourceLocation;
}

/** Kinds of objects that a cluster may have although nothing in the tree makes them. */
export const externalKinds = [
  'Secret',
  'ConfigMap',
  'ServiceAccount',
  'ClusterIssuer',
  'HelmRepository',
  'GitRepository',
  'OCIRepository',
  'Bucket',
  'ExternalArtifact',
] as const;

/** Something that lives elsewhere: no finding is made because it is missing here. */
export type External =
  | {
      readonly kind: (typeof externalKinds)[number];
      readonly namespace?: string;
      readonly name: string;
    }
  | { readonly kind: 'Namespace'; readonly name: string }
  | { readonly kind: 'Host'; readonly host: string; readonly port?: number };

/** A Flux Kustomization with what it applies, as it was built. */
export interface BuiltPart {
  readonly subject: ObjectSubject;
  /** Folder of the tree that it builds; absent where that is elsewhere. */
  readonly folder?: string;
  readonly applies: readonly ObjectSubject[];
  /** True where a problem stops its build, so that Flux applies none of these objects, and deletes none. */
  readonly failed?: true;
}

/** One environment: everything that one cluster will hold. */
export interface TreeSubject {
  /** Name of the environment; absent for input that is no environment's tree. */
  readonly environment?: string;
  /** True where the input is a whole tree, so that a missing object is really missing. */
  readonly complete: boolean;
  /** Release of Kubernetes that the cluster runs (`1.30`); absent where it is not said. */
  readonly kubernetes?: string;
  /** CustomResourceDefinitions that the cluster holds beside the tree, as they were handed over. */
  readonly definitions?: readonly Data[];
  readonly objects: readonly ObjectSubject[];
  /** Objects that Helm makes of the releases in the tree, as far as that is known: those of the collector's chart. */
  readonly rendered: readonly ObjectSubject[];
  readonly collectors: readonly CollectorSubject[];
  /** Where the objects were built as Flux builds them: its Kustomizations, with what they apply. Variables are put in already. */
  readonly built?: readonly BuiltPart[];
  readonly externals: readonly External[];
  /** Release of Flux that the cluster runs (`2.5`); absent where it is not said. */
  readonly flux?: string;
  /** Whether a file of the repository that Flux does not apply names something: a script, a helmfile. */
  isNamedElsewhere?(word: string): boolean;
  /** All YAML files below the environment's folders, relative to its root, those without objects too; absent during synth. */
  readonly files?: readonly string[];
  find(group: string, kind: string, namespace: string | undefined, name: string): ObjectSubject | undefined;
  /** All objects of a kind, in the order of the source. */
  all(group: string, kind: string): readonly ObjectSubject[];
  isExternal(kind: string, namespace: string | undefined, name: string): boolean;
}
