/** A signal that a pipeline carries. */
export type Signal = 'traces' | 'metrics' | 'logs' | 'profiles';

/** An environment variable of the pod, read when the collector loads its configuration: `${env:NAME}`. */
export interface EnvironmentValue {
  readonly kind: 'environment';
  readonly variable: string;
  /** Used where the variable is not set: `${env:NAME:-fallback}`. */
  readonly fallback?: string;
}

/** A value that stays in a Kubernetes Secret and reaches the configuration through an environment variable. */
export interface SecretValue {
  readonly kind: 'secret';
  readonly variable: string;
  readonly secret: string;
  readonly key: string;
}

/** A secret written openly, on purpose. */
export interface PlainText {
  readonly kind: 'plainText';
  readonly text: string;
}

/** The pod's own address with a port, for listeners. */
export interface PodAddress {
  readonly kind: 'podAddress';
  readonly port: number;
}

/** Where a server that speaks OTLP over HTTP is reached. */
export interface HttpEndpoint {
  readonly kind: 'endpoint';
  readonly protocol: 'http';
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** What the server wants to be sent with each request, such as a key. */
  readonly headers?: { readonly [name: string]: Secret };
}

/** Where a server that speaks OTLP over gRPC is reached. */
export interface GrpcEndpoint {
  readonly kind: 'endpoint';
  readonly protocol: 'grpc';
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** What the server wants to be sent with each request, such as a key. */
  readonly headers?: { readonly [name: string]: Secret };
}

/** An extension that a component names, given as the handle that its factory returned. */
export interface ExtensionReference {
  readonly class: 'extension';
  readonly type: string;
  readonly name: string;
}

/** A pipeline that a connector names: its handle or its id. */
export type PipelineReference =
  | Signal
  | `${Signal}/${string}`
  | { readonly kind: 'pipeline'; readonly signal: Signal; readonly name: string };

export type TextValue = string | EnvironmentValue | SecretValue;
export type NumberValue = number | EnvironmentValue;
export type BooleanValue = boolean | EnvironmentValue;

/** A secret: from the environment, from a Kubernetes Secret, or openly with `plainText(…)`. */
export type Secret = EnvironmentValue | SecretValue | PlainText;

/** Address that a server of the collector listens on. */
export type ListenAddress = string | PodAddress | EnvironmentValue;

/** Base URL of an HTTP server that the component calls. */
export type HttpAddress = string | HttpEndpoint | EnvironmentValue | SecretValue;

/** `host:port` of a gRPC server that the component calls. */
export type GrpcAddress = string | GrpcEndpoint | EnvironmentValue | SecretValue;

type DurationUnit = 'ns' | 'us' | 'µs' | 'ms' | 's' | 'm' | 'h';
type DurationPart = `${number}${DurationUnit}`;

/** A Go duration: `'5s'`, `'1m30s'`, `'0'`. */
export type Duration =
  | '0'
  | DurationPart
  | `${DurationPart}${DurationPart}`
  | `${DurationPart}${DurationPart}${DurationPart}`
  | EnvironmentValue;

/** A block that is off unless it is written; `enabled: false` switches it off again, which helps where values are merged. */
export type Switchable<Block> = Block & { enabled?: BooleanValue };

/** A number of bytes: `1048576`, `'16MiB'`, `'1MB'`. */
export type ByteSize = number | `${number}${'' | 'b' | 'kb' | 'KB' | 'kib' | 'KiB' | 'mb' | 'MB' | 'mib' | 'MiB' | 'gb' | 'GB' | 'gib' | 'GiB'}` | EnvironmentValue;

/** The id of another component, where it is no extension: `k8s_observer`, `otlp/upstream`. */
export type ComponentId = string | EnvironmentValue;

/** Whatever a field takes that the component itself reads freely. */
export type AnyValue =
  | null
  | boolean
  | number
  | string
  | EnvironmentValue
  | SecretValue
  | PlainText
  | PodAddress
  | HttpEndpoint
  | GrpcEndpoint
  | ExtensionReference
  | readonly AnyValue[]
  | { readonly [key: string]: AnyValue };

/**
 * What is known of a receiver, processor or exporter at compile time: its configuration, the signals that it carries,
 * and whether a configuration must be given (`true`) or may be left out.
 */
export interface Component<Config, Signals extends Signal, Required extends boolean = boolean> {
  config: Config;
  signals: Signals;
  required: Required;
}

/** The same for a connector: its pairs are `[signal that it takes, signal that it gives]`. */
export interface ConnectorComponent<
  Config,
  Pairs extends readonly [Signal, Signal],
  Required extends boolean = boolean,
> {
  config: Config;
  pairs: Pairs;
  required: Required;
}

/** The same for an extension. */
export interface ExtensionComponent<Config, Required extends boolean = boolean> {
  config: Config;
  required: Required;
}
