import type { IConstruct } from 'constructs';
import type { GrpcEndpoint, HttpEndpoint } from '../lib/collector';

/** The pods behind an endpoint, for network policies. */
export interface PodsBehind {
  /** Namespace of the pods. */
  readonly namespace: string;
  /** Labels that select them. */
  readonly labels: { readonly [name: string]: string };
  /** Port of the pods, which the Service's port may differ from. */
  readonly port: number;
}

/** What receives telemetry inside of the cluster. */
export interface TelemetryReceiver {
  /** Name of its Service. */
  readonly service: string;
  /** Namespace of Service and pods. */
  readonly namespace: string;
  /** Labels that select the pods. */
  readonly labels: { readonly [name: string]: string };
  /** Ports of the pods that telemetry is sent to. */
  readonly ports: readonly number[];
}

/** Who a workload is for its telemetry. */
export interface InstrumentOptions {
  /** `service.name` */
  readonly name: string;
  /** Name of the container that sends; default: the first. */
  readonly container?: string;
  /** Further attributes. Default: those of the environment's workloads. */
  readonly attributes?: { readonly [name: string]: string };
}

/** Where telemetry is sent to, and who receives it. */
export interface Receiving {
  /** Absent where it is received outside of the cluster. */
  readonly pods?: PodsBehind;
  /**
   * Has anyone's workload send its telemetry here: a Deployment, StatefulSet, DaemonSet, Job, CronJob or Pod of cdk8s-plus
   * or as an ApiObject, which must stand in a layer of an environment. It gets the `OTEL_*` variables that it does not set
   * itself, with the attributes of the pod, and the way through NetworkPolicies of the environment that would close it.
   */
  instrument(workload: IConstruct, options: InstrumentOptions): void;
}

/** Where services and collectors send telemetry: an endpoint, and the pods behind it where they are in the cluster. */
export type TelemetryEndpoint = (HttpEndpoint | GrpcEndpoint) & { readonly pods?: PodsBehind };

/** Something that receives telemetry, wherever and whatever it is: what a collector exports to. */
export interface TelemetryBackend {
  /** Where it takes OTLP over HTTP. */
  readonly otlpHttp: HttpEndpoint & Receiving;
  /** Where it takes OTLP over gRPC. */
  readonly otlpGrpc: GrpcEndpoint & Receiving;
}
