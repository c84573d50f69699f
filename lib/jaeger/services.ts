import { otlpPorts, queryPorts, samplingPorts } from '../collector/components';
import { serviceHost, serviceName } from './names';
import { block, type ComponentBlock, type JaegerSpec, option } from './spec';
import { collectorBlock, effectiveStrategy } from './strategy';

/** A Jaeger resource: its name, its namespace and its `spec`. */
export interface JaegerResource {
  readonly name: string;
  readonly namespace: string;
  readonly spec: JaegerSpec;
}

/** A port of a Service that the operator makes. */
export interface JaegerPort {
  readonly name: string;
  readonly port: number;
  /** Port of the pod. */
  readonly targetPort: number;
  readonly protocol: 'TCP' | 'UDP';
  /** False where nothing in the pod listens on it, although the Service offers it. */
  readonly served: boolean;
}

/** A Service that the operator makes for a Jaeger resource. */
export interface JaegerService {
  readonly role: 'collector' | 'collector-headless' | 'query' | 'agent';
  readonly name: string;
  readonly namespace: string;
  /** `<name>.<namespace>.svc.cluster.local`. */
  readonly host: string;
  readonly headless: boolean;
  /** Type of the Service; `ClusterIP` unless the block asks for another. */
  readonly type: string;
  readonly ports: readonly JaegerPort[];
}

/** Ports of Jaeger's own protocols and of Zipkin's. */
const ownPorts = { grpc: 14250, thrift: 14268, zipkin: 9411 } as const;

/** What takes traces, and tells those who send them what to sample. */
export const receivingPorts: readonly number[] = [
  ...Object.values(otlpPorts),
  ...Object.values(ownPorts),
  samplingPorts.http,
];

/** Ports of health and metrics unless the options say otherwise. */
export const adminPorts: { readonly [block in ComponentBlock]: number } = {
  allInOne: 14269,
  collector: 14269,
  query: 16687,
  ingester: 14270,
  agent: 14271,
};

function port(name: string, number: number, served = true, protocol: 'TCP' | 'UDP' = 'TCP'): JaegerPort {
  return { name, port: number, targetPort: number, protocol, served };
}

/**
 * Whether OTLP is offered: always, unless the flag `collector.otlp.enabled` of the block that the effective strategy
 * reads is anything but `true` (jaeger-operator 1.65.0, `pkg/deployment/otlp.go`).
 */
export function otlpEnabled(spec: JaegerSpec): boolean {
  const flag = option(block(spec, collectorBlock(spec)).options, 'collector.otlp.enabled');
  return flag === undefined || flag.toLowerCase() === 'true';
}

function portOfAddress(address: string | undefined): number | undefined {
  const digits = address === undefined ? undefined : /(?:^|:)(\d{1,5})$/.exec(address)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Port of health and metrics in a block's options, or the default of that component. */
function adminPort(options: unknown, otherwise: number): number {
  return (
    portOfAddress(option(options, 'admin.http.host-port')) ??
    portOfAddress(option(options, 'admin-http-port')) ??
    otherwise
  );
}

function collectorPorts(spec: JaegerSpec): readonly JaegerPort[] {
  const options = block(spec, 'collector').options;
  const tls = option(options, 'collector.grpc.tls.enabled') === 'true';
  const offered = adminPort(options, adminPorts.collector);
  const listening = adminPort(block(spec, collectorBlock(spec)).options, adminPorts.collector);
  const ports = [
    port('http-zipkin', ownPorts.zipkin),
    port(tls ? 'tls-grpc-jaeger' : 'grpc-jaeger', ownPorts.grpc),
    port('http-c-tchan-trft', 14267, false),
    port('http-c-binary-trft', ownPorts.thrift),
    port('admin-http', offered, offered === listening),
  ];
  return otlpEnabled(spec)
    ? [...ports, port('grpc-otlp', otlpPorts.grpc), port('http-otlp', otlpPorts.http)]
    : ports;
}

function pagePorts(spec: JaegerSpec): readonly JaegerPort[] {
  const own = effectiveStrategy(spec) !== 'allinone';
  return [
    port('http-query', queryPorts.http),
    port('grpc-query', queryPorts.grpc),
    port('admin-http', adminPort(block(spec, 'query').options, adminPorts.query), own),
  ];
}

const agentPorts: readonly JaegerPort[] = [
  port('zk-compact-trft', 5775, true, 'UDP'),
  port('config-rest', samplingPorts.http),
  port('jg-compact-trft', 6831, true, 'UDP'),
  port('jg-binary-trft', 6832, true, 'UDP'),
  port('admin-http', adminPorts.agent, false),
];

function serviceType(spec: JaegerSpec, name: 'collector' | 'query'): string {
  const type = block(spec, name).serviceType;
  return typeof type === 'string' && type !== '' ? type : 'ClusterIP';
}

/**
 * Services that the operator makes of a Jaeger resource on plain Kubernetes, with the ports they offer
 * (jaeger-operator 1.65.0, `pkg/service`). Ports and names on OpenShift differ.
 */
export function jaegerServices({ name, namespace, spec }: JaegerResource): readonly JaegerService[] {
  const service = (
    role: JaegerService['role'],
    ports: readonly JaegerPort[],
    type = 'ClusterIP',
    headless = false,
  ): JaegerService => {
    const own = serviceName(name, `-${role}`);
    return { role, name: own, namespace, host: serviceHost(own, namespace), headless, type, ports };
  };
  const services = [
    service('collector', collectorPorts(spec), serviceType(spec, 'collector')),
    service('collector-headless', collectorPorts(spec), 'ClusterIP', true),
    service('query', pagePorts(spec), serviceType(spec, 'query')),
  ];
  const alone = effectiveStrategy(spec) === 'allinone';
  return alone ? [...services, service('agent', agentPorts, 'ClusterIP', true)] : services;
}
