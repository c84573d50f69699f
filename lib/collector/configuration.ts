import type { SecretValue } from '../../imports/collector/values';
import type { Data } from '../documents';
import { typeName } from './catalog';
import { type Collector, isExtension, sectionOf } from './collector';
import { cardOf } from './components';
import { type AnyComponent, componentClasses, componentId } from './handles';
import { type AnyPipeline, pipelineId } from './pipeline';
import { endpointHostPort, endpointUrl } from './values';

/** A collector as one release reads it, with what the pod must bring along. */
export interface Configuration {
  /** The collector's configuration, ready to be written as YAML. */
  readonly config: { readonly [section: string]: Data };
  /** Values that the pod needs from Kubernetes Secrets, one a variable, in order of first mention. */
  readonly secrets: readonly SecretValue[];
  /** Every environment variable that the configuration reads, in order of first mention, those of `secrets` included. */
  readonly variables: readonly string[];
}

/** Which release of the collector is to read it. */
export interface ConfigurationOptions {
  /** Collector release, `0.158.0`: a component is emitted under the name that this release knows. */
  readonly version: string;
}

/**
 * The configuration of a collector: sections in the collector's usual order, components in order of first mention.
 *
 * @throws Error where one variable would have to carry two different Secret keys
 */
export function configuration(whole: Collector, options: ConfigurationOptions): Configuration {
  const writer = new Writer(options.version);
  const config: { [section: string]: Data } = {};
  for (const componentClass of componentClasses) {
    const parts = whole.components.filter((part) => part.class === componentClass);
    if (parts.length > 0) config[sectionOf(componentClass)] = writer.section(parts);
  }
  config.service = writer.service(whole);
  return { config, secrets: [...writer.secrets.values()], variables: [...writer.variables] };
}

/** Id of a component in the spelling of one collector release: `otlphttp/jaeger` before 0.144, `otlp_http/jaeger` since. */
export function emittedId(part: Pick<AnyComponent, 'class' | 'type' | 'name'>, version: string): string {
  return componentId(typeName(part.class, part.type, version), part.name);
}

class Writer {
  readonly secrets = new Map<string, SecretValue>();
  readonly variables = new Set<string>();

  constructor(private readonly version: string) {}

  section(parts: readonly AnyComponent[]): Data {
    return Object.fromEntries(
      parts.map((part) => [emittedId(part, this.version), this.plain(withEndpointFacts(part), part)]),
    );
  }

  service(whole: Collector): Data {
    const pipelines = whole.pipelines.map((pipeline) => [pipelineId(pipeline), this.pipeline(pipeline)]);
    return {
      ...(whole.extensions.length === 0 ? {} : { extensions: this.ids(whole.extensions) }),
      pipelines: Object.fromEntries(pipelines),
      ...(whole.telemetry === undefined ? {} : { telemetry: this.plain(whole.telemetry) }),
    };
  }

  private pipeline(pipeline: AnyPipeline): Data {
    return {
      receivers: this.ids(pipeline.receivers),
      ...(pipeline.processors === undefined ? {} : { processors: this.ids(pipeline.processors) }),
      exporters: this.ids(pipeline.exporters),
    };
  }

  private ids(parts: readonly AnyComponent[]): string[] {
    return parts.map((part) => emittedId(part, this.version));
  }

  private plain(value: unknown, owner?: AnyComponent): Data {
    if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
    if (typeof value === 'string') return value;
    if (Array.isArray(value)) return value.map((item) => this.plain(item, owner));
    if (typeof value === 'object') return this.object(value, owner);
    throw new Error(
      `${owner === undefined ? 'service::telemetry' : ownerPath(owner)}: a ${typeof value} cannot stand in a configuration`,
    );
  }

  private object(value: object, owner?: AnyComponent): Data {
    if (isExtension(value)) return emittedId(value, this.version);
    if (isTypedValue(value)) return this.typedValue(value, owner);
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => [key, this.plain(item, owner)]),
    );
  }

  private typedValue(value: TypedValue, owner?: AnyComponent): string {
    switch (value.kind) {
      case 'environment':
        this.variables.add(value.variable);
        return value.fallback === undefined
          ? `\${env:${value.variable}}`
          : `\${env:${value.variable}:-${value.fallback}}`;
      case 'secret':
        this.requireOneSource(value);
        this.variables.add(value.variable);
        return `\${env:${value.variable}}`;
      case 'plainText':
        return value.text;
      case 'podAddress':
        this.variables.add('MY_POD_IP');
        return `\${env:MY_POD_IP}:${value.port}`;
      case 'endpoint':
        return value.protocol === 'grpc' && owner?.type !== 'otlp_http'
          ? endpointHostPort(value)
          : endpointUrl(value);
      case 'pipeline':
        return pipelineId(value);
    }
  }

  private requireOneSource(value: SecretValue): void {
    const first = this.secrets.get(value.variable);
    if (first !== undefined && (first.secret !== value.secret || first.key !== value.key)) {
      throw new Error(
        `\${env:${value.variable}}: is to carry ${first.secret}/${first.key} and ${value.secret}/${value.key}; give one of them another \`variable\``,
      );
    }
    this.secrets.set(value.variable, value);
  }
}

/** What an endpoint's owner knows, an exporter that takes it needs not say: plain gRPC is no TLS, keys are headers. */
function withEndpointFacts(part: AnyComponent): object | null {
  const { config } = part;
  if (part.class !== 'exporter' || cardOf('exporter', part.type)?.sends?.takesHandles !== true) return config;
  if (config === null || !('endpoint' in config)) return config;
  const { endpoint } = config;
  if (typeof endpoint !== 'object' || endpoint === null || !isTypedValue(endpoint)) return config;
  if (endpoint.kind !== 'endpoint') return config;
  const { headers, protocol, tls } = endpoint;
  const own = 'headers' in config && typeof config.headers === 'object' ? config.headers : {};
  return {
    ...config,
    ...(protocol === 'grpc' && !tls && !('tls' in config) ? { tls: { insecure: true } } : {}),
    ...(headers === undefined ? {} : { headers: { ...headers, ...own } }),
  };
}

type TypedValue =
  | import('../../imports/collector/values').EnvironmentValue
  | SecretValue
  | import('../../imports/collector/values').PlainText
  | import('../../imports/collector/values').PodAddress
  | import('../../imports/collector/values').HttpEndpoint
  | import('../../imports/collector/values').GrpcEndpoint
  | AnyPipeline;

const kinds = new Set<unknown>(['environment', 'secret', 'plainText', 'podAddress', 'endpoint', 'pipeline']);

/** A `kind` of a component's own (`{ kind: pod }` of a Kubernetes receiver) is no value of ours: the other members tell. */
function isTypedValue(value: object): value is TypedValue {
  if (!('kind' in value) || !kinds.has(value.kind)) return false;
  return 'variable' in value || 'text' in value || 'port' in value || 'signal' in value;
}

function ownerPath(owner: AnyComponent): string {
  return `${sectionOf(owner.class)}::${componentId(owner.type, owner.name)}`;
}
