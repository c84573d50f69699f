import type {
  EnvironmentValue,
  GrpcEndpoint,
  HttpEndpoint,
  PlainText,
  PodAddress,
  Secret,
  SecretValue,
} from '../../imports/collector/values';

const environmentName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * An environment variable of the collector's pod, written as `${env:NAME}`.
 *
 * @param variable name of the variable, letters, digits and underscores
 * @param fallback text that the collector uses where the variable is not set; default: none, and then an empty text
 * @throws Error where the name is no environment variable's name
 */
export function env(variable: string, fallback?: string): EnvironmentValue {
  requireEnvironmentName(variable, 'env');
  return fallback === undefined
    ? { kind: 'environment', variable }
    : { kind: 'environment', variable, fallback };
}

/** Where a value lies that must not stand in Git. */
export interface SecretSource {
  /** Name of the Kubernetes Secret, in the collector's namespace. */
  readonly secret: string;
  /** Key inside the Secret. */
  readonly key: string;
  /** Environment variable that carries it; default: the key in upper case with underscores. */
  readonly variable?: string;
}

/**
 * A value that stays in a Kubernetes Secret: the configuration holds `${env:VARIABLE}` and the pod gets the
 * variable through a `secretKeyRef`.
 *
 * @throws Error where the variable's name, given or derived from the key, is no environment variable's name
 */
export function secretEnv(source: SecretSource): SecretValue {
  const variable = source.variable ?? source.key.toUpperCase().replace(/[^A-Z0-9_]/g, '_');
  requireEnvironmentName(variable, 'secretEnv');
  return { kind: 'secret', variable, secret: source.secret, key: source.key };
}

/** A secret that is written openly on purpose: it ends in Git. */
export function plainText(text: string): PlainText {
  return { kind: 'plainText', text };
}

/**
 * The pod's own address with a port, for a listener that a Service reaches: `${env:MY_POD_IP}:4318`.
 * The variable MY_POD_IP is set by the collector's Helm chart.
 *
 * @param port from 1 to 65535
 * @throws Error where the port is out of that range
 */
export function podIp(port: number): PodAddress {
  requirePort(port, 'podIp');
  return { kind: 'podAddress', port };
}

/** Host and port of a server. */
export interface ServerAddress {
  /** Host name without scheme and port. */
  readonly host: string;
  /** From 1 to 65535. */
  readonly port: number;
  /** Whether the server speaks TLS; default false. */
  readonly tls?: boolean;
  /** What the server wants to be sent with each request; exporters and services that take the endpoint send it. */
  readonly headers?: { readonly [name: string]: Secret };
}

/** Where OTLP over HTTP is received: what an `otlp_http` exporter and the services take. @throws Error on a bad port */
export function httpEndpoint(address: ServerAddress): HttpEndpoint {
  requirePort(address.port, 'httpEndpoint');
  return { kind: 'endpoint', protocol: 'http', ...serverOf(address) };
}

/** Where OTLP over gRPC is received: what an `otlp_grpc` exporter and the services take. @throws Error on a bad port */
export function grpcEndpoint(address: ServerAddress): GrpcEndpoint {
  requirePort(address.port, 'grpcEndpoint');
  return { kind: 'endpoint', protocol: 'grpc', ...serverOf(address) };
}

function serverOf({ host, port, tls, headers }: ServerAddress) {
  return { host, port, tls: tls ?? false, ...(headers === undefined ? {} : { headers }) };
}

/** `http://host:port` or `https://host:port`: the form of OTEL_EXPORTER_OTLP_ENDPOINT and of the `otlp_http` exporter. */
export function endpointUrl(endpoint: HttpEndpoint | GrpcEndpoint): string {
  return `${endpoint.tls ? 'https' : 'http'}://${endpoint.host}:${endpoint.port}`;
}

/** `host:port`: the form of the `otlp_grpc` exporter. */
export function endpointHostPort(endpoint: HttpEndpoint | GrpcEndpoint): string {
  return `${endpoint.host}:${endpoint.port}`;
}

/** True for a whole number from 1 to 65535. */
export function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65535;
}

function requirePort(port: number, writer: string): void {
  if (!isPort(port)) throw new Error(`${writer}(${port}): a port is a whole number from 1 to 65535`);
}

function requireEnvironmentName(variable: string, writer: string): void {
  if (!environmentName.test(variable)) {
    throw new Error(
      `${writer}: "${variable}" is not an environment variable's name; use letters, digits and underscores, and no digit first`,
    );
  }
}
