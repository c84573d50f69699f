import { queryPorts } from '../collector/components';
import { at, type Data, didYouMean, field, isMap, once } from '../documents';
import { jaegerServices } from '../jaeger';
import { type Address, type ServiceName, serviceNameOf } from './addresses';
import { namespaces } from './namespaces';
import { operatorServices } from './operator-names';
import type { CollectorSubject, ObjectSubject, ServicePort, TreeSubject } from './subject';
import { portsOfService } from './subjects/pod';
import { mayBeMadeElsewhere } from './unseen';

/** A port of a Service, wherever the Service comes from. */
export interface ProvidedPort extends ServicePort {
  /** False where it is known that nothing listens behind it. */
  readonly served: boolean;
}

/** A Service that is in the tree, or that a chart or an operator will make of it. */
export interface ProvidedService {
  readonly namespace: string;
  readonly name: string;
  readonly origin: 'object' | 'collector' | 'jaeger';
  readonly ports: readonly ProvidedPort[];
  readonly headless: boolean;
  /** The Service itself, or the object that makes it. */
  readonly object?: ObjectSubject;
  /** The collector behind it. */
  readonly collector?: CollectorSubject;
  /** True where it leads to a name outside, so that its ports mean nothing. */
  readonly externalName: boolean;
}

function serviceKey(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

function serviceObject(object: ObjectSubject): ProvidedService {
  const spec = object.object.spec;
  return {
    namespace: object.namespace ?? 'default',
    name: object.name,
    origin: 'object',
    ports: portsOfService(spec).map((port) => ({ ...port, served: true })),
    headless: field(spec, 'clusterIP') === 'None',
    object,
    externalName: field(spec, 'type') === 'ExternalName',
  };
}

function collectorServices(collector: CollectorSubject): readonly ProvidedService[] {
  const { deployment, object } = collector;
  if (deployment?.serviceName === undefined) return [];
  const service = (name: string, headless: boolean): ProvidedService => ({
    namespace: deployment.namespace,
    name,
    origin: 'collector',
    ports: deployment.servicePorts.map((port) => ({ ...port, served: true })),
    headless,
    ...(object === undefined ? {} : { object }),
    collector,
    externalName: false,
  });
  const main = service(deployment.serviceName, false);
  if (collector.origin !== 'openTelemetryCollector' || object === undefined) return [main];
  const names = operatorServices(object.name);
  return [
    main,
    service(names.headless, true),
    service(names.monitoring, false),
    ...extensionService(collector, service(names.extension, false)),
  ];
}

/**
 * The OpenTelemetry operator (0.158) serves the ports of `jaeger_query` by a Service of their own; the gRPC port only where
 * the configuration names it.
 */
function extensionService(collector: CollectorSubject, service: ProvidedService): readonly ProvidedService[] {
  const query = collector.components.find(
    ({ class: kind, type, id }) =>
      kind === 'extension' && type === 'jaeger_query' && collector.enabledExtensions.includes(id),
  );
  if (query === undefined) return [];
  const port = (name: string, protocol: keyof typeof queryPorts) => {
    const number = portOf(at(query.body, [protocol, 'endpoint'])) ?? queryPorts[protocol];
    return { name, port: number, targetPort: number, protocol: 'TCP', served: true };
  };
  const namesGrpc = at(query.body, ['grpc', 'endpoint']) !== undefined;
  const ports = [port('jaeger-query', 'http'), ...(namesGrpc ? [port('jaeger-query-2', 'grpc')] : [])];
  return [{ ...service, ports }];
}

function portOf(address: Data | undefined): number | undefined {
  const digits = typeof address === 'string' ? /:(\d{1,5})$/.exec(address)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}

function jaegerProvided(object: ObjectSubject): readonly ProvidedService[] {
  const spec = isMap(object.object.spec) ? object.object.spec : {};
  const namespace = object.namespace ?? 'default';
  return jaegerServices({ name: object.name, namespace, spec }).map((service) => ({
    namespace,
    name: service.name,
    origin: 'jaeger',
    ports: service.ports,
    headless: service.headless,
    object,
    externalName: false,
  }));
}

/** Every Service that a tree will bring into the cluster, by `namespace/name`. */
export const services: (tree: TreeSubject) => ReadonlyMap<string, ProvidedService> = once((tree) => {
  const found = [
    ...tree.all('', 'Service').map(serviceObject),
    ...tree.collectors.flatMap(collectorServices),
    ...tree.all('jaegertracing.io', 'Jaeger').flatMap(jaegerProvided),
    ...tree.rendered.filter(({ group, kind }) => group === '' && kind === 'Service').map(serviceObject),
  ];
  const known = new Map<string, ProvidedService>();
  for (const service of found) {
    const key = serviceKey(service.namespace, service.name);
    if (!known.has(key)) known.set(key, service);
  }
  return known;
});

/** A Service by namespace and name, or undefined. */
export function findService(tree: TreeSubject, namespace: string, name: string): ProvidedService | undefined {
  return services(tree).get(serviceKey(namespace, name));
}

/** What is known of the other end of an address. */
export type Destination =
  /** Not in the cluster, or not decidable. */
  | { readonly kind: 'unknown' }
  /** A name of the cluster that nothing provides. */
  | { readonly kind: 'missing'; readonly name: ServiceName; readonly certain: boolean }
  /** The Service exists, without this port. */
  | { readonly kind: 'noPort'; readonly service: ProvidedService; readonly port: number }
  /** Service and, where the port is known, the port. */
  | { readonly kind: 'found'; readonly service: ProvidedService; readonly port?: ProvidedPort };

const unknown = { kind: 'unknown' } as const;

function isExternalHost(tree: TreeSubject, name: ServiceName, address: Address): boolean {
  const { service, namespace } = name;
  const spellings = new Set([
    address.host,
    `${service}.${namespace}`,
    `${service}.${namespace}.svc`,
    `${service}.${namespace}.svc.cluster.local`,
  ]);
  return tree.externals.some((external) => {
    if (external.kind === 'Namespace') return external.name === namespace;
    if (external.kind !== 'Host' || !spellings.has(external.host.toLowerCase())) return false;
    return external.port === undefined || address.port === undefined || external.port === address.port;
  });
}

/**
 * Finds what an address leads to.
 *
 * @param from namespace of the client
 */
export function destinationOf(tree: TreeSubject, address: Address, from: string): Destination {
  const name = serviceNameOf(tree, address.host, from);
  if (name === undefined) return unknown;
  if (name.wrongDomain !== undefined) return { kind: 'missing', name, certain: true };
  const service = findService(tree, name.namespace, name.service);
  if (service === undefined) {
    if (whoMakesNone(tree, name) !== undefined && !isExternalHost(tree, name, address))
      return { kind: 'missing', name, certain: true };
    if (!tree.complete || isExternalHost(tree, name, address)) return unknown;
    if (mayBeMadeElsewhere(tree, 'Service', name.namespace, name.service)) return unknown;
    return { kind: 'missing', name, certain: namespaces(tree).own.has(name.namespace) };
  }
  if (service.externalName) return unknown;
  if (address.port === undefined) return { kind: 'found', service };
  const port = service.ports.find((each) => each.port === address.port && each.protocol !== 'UDP');
  if (port !== undefined) return { kind: 'found', service, port };
  // A headless Service hands out pod addresses: every port of the pods can be reached.
  if (service.headless || isExternalHost(tree, name, address)) return unknown;
  return { kind: 'noPort', service, port: address.port };
}

/** The collector whose Service would have a name, and which makes none. */
export function whoMakesNone(
  tree: TreeSubject,
  { namespace, service }: ServiceName,
): CollectorSubject | undefined {
  return tree.collectors.find(
    ({ deployment }) => deployment?.namespace === namespace && deployment.unmadeServiceName === service,
  );
}

/** Why a name leads nowhere, as the end of a sentence, with a suggestion where there is one. */
export function missingService(tree: TreeSubject, name: ServiceName): string {
  const { service, namespace, wrongDomain } = name;
  if (wrongDomain !== undefined)
    return `"${wrongDomain}" is not the domain of the cluster; did you mean "cluster.local"?`;
  const silent = whoMakesNone(tree, name);
  if (silent !== undefined)
    return `${silent.title} makes no Service in mode ${silent.deployment?.mode}${silent.helm === undefined ? '' : ' unless service.enabled is true'}.`;
  return `nothing makes a Service ${namespace}/${service}${didYouMean(service, serviceNamesIn(tree, namespace))}.`;
}

/** Names of the Services of a namespace, for suggestions. */
export function serviceNamesIn(tree: TreeSubject, namespace: string): readonly string[] {
  return [...services(tree).values()].filter((each) => each.namespace === namespace).map(({ name }) => name);
}

/** `Service namespace/name`, with what makes it where it is no object of the tree. */
export function serviceTitle(service: ProvidedService): string {
  const title = `Service ${service.namespace}/${service.name}`;
  if (service.origin === 'object' || service.object === undefined) return title;
  return `${title} of ${service.object.kind} ${service.object.name}`;
}

/** Spec of a Jaeger object, empty where it is no map. */
export function jaegerSpec(subject: ObjectSubject): { readonly [key: string]: Data } {
  const spec = at(subject.object, ['spec']);
  return isMap(spec) ? spec : {};
}
