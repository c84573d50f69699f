import type { KubernetesObject } from '../support/kubernetes-client';

type Table = { [key: string]: unknown };

/** One wrong word in the emitted manifests, which must stop every span on its way. */
export interface Mutation {
  readonly name: string;
  /** Changes the objects, which are a copy; false where there was nothing to change. */
  apply(objects: readonly KubernetesObject[]): boolean;
}

/** One mutation of each kind: endpoint, port of a Service, port of a listener, protocol, variable. */
export const mutations: readonly Mutation[] = [
  {
    name: "the exporter's endpoint names a host that no Service has",
    apply: (objects) =>
      onConfig(objects, (config) => eachExporter(config, (host) => host.replace(/\/\/([^.:]+)/, '//$1-v2'))),
  },
  {
    name: "the exporter's endpoint names a port that Jaeger's Service does not have",
    apply: (objects) =>
      onConfig(objects, (config) => eachExporter(config, (host) => host.replace(/:\d+$/, ':4319'))),
  },
  {
    name: "the receiver listens on another port than the Service's",
    apply: (objects) =>
      onConfig(objects, (config) => {
        const http = table(config, 'receivers', 'otlp', 'protocols', 'http');
        return replace(http, 'endpoint', (endpoint) => endpoint.replace(/\d+$/, '14318'));
      }),
  },
  {
    name: "the Service's port for OTLP over HTTP is off",
    apply: (objects) => {
      const port = table(valuesOf(objects), 'ports', 'otlp-http');
      if (port === undefined) return false;
      port.enabled = false;
      return true;
    },
  },
  {
    name: 'the services speak gRPC to the HTTP port',
    apply: (objects) =>
      onVariable(objects, 'OTEL_EXPORTER_OTLP_PROTOCOL', (variable) =>
        replace(variable, 'value', () => 'grpc'),
      ),
  },
  {
    name: 'the variable of the endpoint has another name',
    apply: (objects) =>
      onVariable(objects, 'OTEL_EXPORTER_OTLP_ENDPOINT', (variable) =>
        replace(variable, 'name', () => 'OTEL_EXPORTER_ENDPOINT'),
      ),
  },
];

function onConfig(objects: readonly KubernetesObject[], change: (config: Table) => boolean): boolean {
  const values = valuesOf(objects);
  const config = table(values, 'alternateConfig') ?? table(values, 'config');
  return config !== undefined && change(config);
}

function eachExporter(config: Table, change: (endpoint: string) => string): boolean {
  const exporters = Object.values(table(config, 'exporters') ?? {});
  return exporters
    .map((exporter) => replace(exporter as Table | null, 'endpoint', change))
    .some((done) => done);
}

function onVariable(
  objects: readonly KubernetesObject[],
  name: string,
  change: (variable: Table) => boolean,
): boolean {
  const deployment = objects.find(
    ({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'expenses',
  );
  const containers = table(deployment, 'spec', 'template', 'spec')?.containers as
    | { env?: Table[] }[]
    | undefined;
  const variable = containers?.[0]?.env?.find((each) => each.name === name);
  return variable !== undefined && change(variable);
}

function valuesOf(objects: readonly KubernetesObject[]): Table | undefined {
  const release = objects.find(
    (object) =>
      object.kind === 'HelmRelease' &&
      table(object, 'spec', 'chart', 'spec')?.chart === 'opentelemetry-collector',
  );
  return table(release, 'spec', 'values');
}

function table(from: unknown, ...path: readonly string[]): Table | undefined {
  let value = from;
  for (const key of path) value = (value as Table | null | undefined)?.[key];
  return typeof value === 'object' && value !== null ? (value as Table) : undefined;
}

/** Replaces a text by another; false where it is no text or stays what it was. */
function replace(holder: Table | null | undefined, key: string, change: (text: string) => string): boolean {
  const before = holder?.[key];
  if (holder === null || holder === undefined || typeof before !== 'string') return false;
  holder[key] = change(before);
  return holder[key] !== before;
}
