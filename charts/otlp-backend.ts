import { grpcEndpoint, httpEndpoint, type Secret } from '../lib/collector';
import { otlpPorts } from '../lib/collector/components';
import { checked } from './checked';
import type { Environment } from './environment';
import { receiving } from './instrument';
import { anything, flag, mapOf, may, must, number, object, text } from './shape';
import type { TelemetryBackend } from './telemetry';

/** Whoever takes OTLP, in the cluster or outside. */
export interface OtlpBackendProps {
  /** Host without scheme and port, `otlp.example.com`. */
  readonly host: string;
  /** Of OTLP over HTTP; default 443 with TLS, else 4318. */
  readonly httpPort?: number;
  /** Of OTLP over gRPC; default 443 with TLS, else 4317. */
  readonly grpcPort?: number;
  /** Default true. */
  readonly tls?: boolean;
  /** Sent with each request: keys from Secrets (`secretEnv({ secret, key })`) of the sender's namespace. Default: none. */
  readonly headers?: { readonly [name: string]: Secret };
}

const shape = object<OtlpBackendProps>({
  host: must(text),
  httpPort: may(number),
  grpcPort: may(number),
  tls: may(flag),
  headers: may(mapOf(anything)),
});

/** A backend that nothing here makes: a service on the internet, or a collector of others. */
export function otlpBackend(environment: Environment, props: OtlpBackendProps): TelemetryBackend {
  checked(environment, 'otlpBackend', props, shape, 1);
  const tls = props.tls ?? true;
  environment.requireHost('otlpBackend.host', props.host);
  const headers = props.headers === undefined ? {} : { headers: props.headers };
  const server = (port: number) => ({ host: props.host, port, tls, ...headers });
  return {
    otlpHttp: receiving(httpEndpoint(server(props.httpPort ?? (tls ? 443 : otlpPorts.http)))),
    otlpGrpc: receiving(grpcEndpoint(server(props.grpcPort ?? (tls ? 443 : otlpPorts.grpc)))),
  };
}
