import type { EnvironmentValue, Secret } from '../../imports/collector/values';

/** A Prometheus endpoint that the collector serves its own metrics on. */
export interface PullReader {
  readonly pull: {
    readonly exporter: {
      readonly prometheus: {
        /** Address to listen on. */
        readonly host: string | EnvironmentValue;
        /** From 1 to 65535. */
        readonly port: number;
        readonly with_resource_constant_labels?: {
          readonly included?: readonly string[];
          readonly excluded?: readonly string[];
        };
        readonly without_scope_info?: boolean;
        readonly without_type_suffix?: boolean;
        readonly without_units?: boolean;
      };
    };
  };
}

/** Where the collector sends its own telemetry over OTLP. */
export interface OtlpTarget {
  readonly protocol: 'http/protobuf' | 'grpc';
  /** Base URL. */
  readonly endpoint: string | EnvironmentValue;
  /** Whether TLS is off; default: as the URL's scheme says. */
  readonly insecure?: boolean;
  /** Sent with each request. */
  readonly headers?: readonly { readonly name: string; readonly value: Secret }[];
}

/** Own metrics that are sent at intervals. */
export interface PeriodicReader {
  readonly periodic: {
    /** Milliseconds between two exports. */
    readonly interval?: number;
    /** Milliseconds. */
    readonly timeout?: number;
    readonly exporter: { readonly otlp: OtlpTarget };
  };
}

/** `service.telemetry` of the collector, from release 0.123 on. */
export interface Telemetry {
  /** The collector's own metrics. */
  readonly metrics?: {
    /** Default `normal`; `none` switches own metrics off. */
    readonly level?: 'none' | 'basic' | 'normal' | 'detailed';
    readonly readers?: readonly (PullReader | PeriodicReader)[];
    /** `host:port` of the Prometheus endpoint up to release 0.122; removed in favour of `readers`. */
    readonly address?: string;
  };
  /** The collector's own log. */
  readonly logs?: {
    /** Default `info`. */
    readonly level?: 'debug' | 'info' | 'warn' | 'error';
    /** Default `console`. */
    readonly encoding?: 'console' | 'json';
    readonly development?: boolean;
    readonly sampling?: {
      readonly enabled?: boolean;
      readonly initial?: number;
      readonly thereafter?: number;
    };
    readonly initial_fields?: { readonly [field: string]: string };
    readonly processors?: readonly { readonly batch: { readonly exporter: { readonly otlp: OtlpTarget } } }[];
  };
  /** Traces of the collector's own work; default: none. */
  readonly traces?: {
    readonly processors?: readonly { readonly batch: { readonly exporter: { readonly otlp: OtlpTarget } } }[];
  };
  /** Resource attributes of the collector's own telemetry. */
  readonly resource?: { readonly [attribute: string]: string | EnvironmentValue | null };
}
