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

/** Where services send telemetry: an endpoint and the pods behind it. */
export type TelemetryEndpoint = (HttpEndpoint | GrpcEndpoint) & { readonly pods: PodsBehind };
