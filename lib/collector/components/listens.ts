/**
 * Where a component type listens, read from the factories of the components (collector 0.159.0, contrib 0.158.0) and, for the
 * types outside the Kubernetes distribution, from their documentation. Jaeger v2's own extensions as of 2.20.
 */
export interface ListenerKind {
  /** Keys to the map that holds the address; empty for the component's own body. */
  readonly at: readonly string[];
  /** Key of the address in that map. */
  readonly key: string;
  /** Port of the address where none is written; absent: nothing is known, or there is no default. */
  readonly defaultPort?: number;
  /** Host of the default address from release 0.104 on; before it every default was 0.0.0.0. Default `localhost`. */
  readonly defaultHost?: string;
  /** `optional`: it listens only where the map is written. */
  readonly presence: 'always' | 'optional';
  readonly network: 'tcp' | 'udp';
  /** What is spoken on it, where clients of one protocol only can use it. */
  readonly application?: 'grpc' | 'http';
  /** Whom it is for, where it is not for clients: the kubelet, or people who look into the process. */
  readonly audience?: 'probes' | 'diagnosis';
}

/** It listens whether or not anything is written. */
export const always = (port: number | undefined, rest: Partial<ListenerKind> = {}): ListenerKind => ({
  at: [],
  key: 'endpoint',
  presence: 'always',
  network: 'tcp',
  ...(port === undefined ? {} : { defaultPort: port }),
  ...rest,
});

/** It listens where the map of that name is written. */
export const optional = (
  at: readonly string[],
  port: number | undefined,
  rest: Partial<ListenerKind> = {},
): ListenerKind => ({
  ...always(port, rest),
  at,
  presence: 'optional',
});

/** Ports that more than the cards must know: of OTLP, of the page and API of Jaeger v2, of what it tells SDKs to sample, and of health. */
export const otlpPorts = { grpc: 4317, http: 4318 } as const;
export const queryPorts = { http: 16686, grpc: 16685 } as const;
export const samplingPorts = { http: 5778, grpc: 5779 } as const;
export const healthPort = 13133;

export const grpc = { application: 'grpc' } as const;
export const http = { application: 'http' } as const;
export const udp = { network: 'udp' } as const;
export const probes = { application: 'http', audience: 'probes' } as const;
export const diagnosis = { application: 'http', audience: 'diagnosis' } as const;
