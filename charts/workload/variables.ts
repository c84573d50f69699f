import { endpointUrl } from '../../lib/collector';
import { parseImage } from '../../lib/documents';
import type { TelemetryEndpoint } from '../telemetry';

/** Value of an environment variable, or where it lies. */
export type Variable =
  | string
  /** Key of a Secret of the workload's namespace. */
  | { readonly secret: string; readonly key: string; readonly optional?: boolean }
  /** Key of a ConfigMap of the workload's namespace. */
  | { readonly configMap: string; readonly key: string; readonly optional?: boolean }
  /** Field of the pod: `status.podIP`, `metadata.name`. */
  | { readonly field: string }
  /** Amount of the container: `limits.memory`. */
  | { readonly resource: string; readonly divisor?: string };

/** A Secret or a ConfigMap of which every key becomes a variable. */
export type VariableSource =
  | { readonly secret: string; readonly prefix?: string; readonly optional?: boolean }
  | { readonly configMap: string; readonly prefix?: string; readonly optional?: boolean };

/** An entry of `env`. */
export interface VariableEntry {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: object;
}

/** Variables as a container writes them. */
export function variableEntries(variables: { readonly [name: string]: Variable }): VariableEntry[] {
  return Object.entries(variables).map(([name, variable]) => ({ name, ...entryOf(variable) }));
}

function entryOf(variable: Variable): { value: string } | { valueFrom: object } {
  if (typeof variable === 'string') return { value: variable };
  if ('secret' in variable) return { valueFrom: { secretKeyRef: keyOf(variable.secret, variable) } };
  if ('configMap' in variable) return { valueFrom: { configMapKeyRef: keyOf(variable.configMap, variable) } };
  if ('field' in variable) return { valueFrom: { fieldRef: { fieldPath: variable.field } } };
  const divisor = variable.divisor === undefined ? {} : { divisor: variable.divisor };
  return { valueFrom: { resourceFieldRef: { resource: variable.resource, ...divisor } } };
}

function keyOf(
  name: string,
  { key, optional }: { readonly key: string; readonly optional?: boolean },
): object {
  return { name, key, ...(optional === undefined ? {} : { optional }) };
}

/** Entries of `envFrom`. */
export function variableSources(sources: readonly VariableSource[]): object[] {
  return sources.map((source) => {
    const optional = source.optional === undefined ? {} : { optional: source.optional };
    const prefix = source.prefix === undefined ? {} : { prefix: source.prefix };
    return 'secret' in source
      ? { ...prefix, secretRef: { name: source.secret, ...optional } }
      : { ...prefix, configMapRef: { name: source.configMap, ...optional } };
  });
}

/** Who sends, as its telemetry says. */
export interface TelemetryIdentity {
  /** `service.name` */
  readonly name: string;
  /** Further attributes; those without a value are left out. */
  readonly attributes: { readonly [name: string]: string | undefined };
}

/** The variables that an OpenTelemetry SDK reads: who it is, and where it sends to. */
export function telemetryVariables(
  endpoint: TelemetryEndpoint,
  identity: TelemetryIdentity,
): { [name: string]: Variable } {
  return {
    OTEL_SERVICE_NAME: identity.name,
    OTEL_EXPORTER_OTLP_ENDPOINT: endpointUrl(endpoint),
    OTEL_EXPORTER_OTLP_PROTOCOL: endpoint.protocol === 'http' ? 'http/protobuf' : 'grpc',
    ...headerVariables(endpoint),
    OTEL_RESOURCE_ATTRIBUTES: resourceAttributes(identity.attributes),
  };
}

/** Keys stay in their Secrets: Kubernetes puts a variable that stands before into the one that the SDK reads. */
function headerVariables({ headers = {} }: TelemetryEndpoint): { [name: string]: Variable } {
  const secrets: { [name: string]: Variable } = {};
  const pairs = Object.entries(headers).map(([name, value]) => {
    if (value.kind === 'plainText')
      return `${name}=${value.text.replace(/[%,;=\s"\\]/g, encodeURIComponent)}`;
    if (value.kind === 'secret') secrets[value.variable] = { secret: value.secret, key: value.key };
    return `${name}=$(${value.variable})`;
  });
  return pairs.length === 0 ? {} : { ...secrets, OTEL_EXPORTER_OTLP_HEADERS: pairs.join(',') };
}

/** Comma-separated pairs; what would end a pair is written as RFC 3986 does, as the SDKs read it. */
export function resourceAttributes(attributes: { readonly [name: string]: string | undefined }): string {
  return Object.entries(attributes)
    .filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '')
    .map((pair) => pair.map((text) => text.replace(/[%,;=\s"\\]/g, encodeURIComponent)).join('='))
    .join(',');
}

/** Version of an image: its tag, else its digest. */
export function imageVersion(image: string): string | undefined {
  const { tag, digest } = parseImage(image);
  return tag ?? digest;
}
