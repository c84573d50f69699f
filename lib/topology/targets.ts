import { transportTitles } from '../collector/components';
import { listeners } from '../collector/effective';
import { isMap, ownValue } from '../documents';
import { effectiveStrategy } from '../jaeger';
import {
  type Address,
  type CollectorSubject,
  destinationOf,
  type ObjectSubject,
  type ProvidedService,
  type TreeSubject,
} from '../platform';
import type { Drawing } from './drawing';
import { collectorId, componentNodeId, jaegerNodeId } from './names';

/** Where an address leads: a node of the picture, and how what listens there speaks, where that is known. */
export interface AddressTarget {
  readonly node: string;
  /** `OTLP/HTTP`. */
  readonly protocol?: string;
}

/**
 * Finds the node that an address leads to, and draws it where it is not drawn yet: a server elsewhere, or the gap where
 * nothing listens.
 *
 * @param from namespace of the client
 */
export function drawTarget(
  drawing: Drawing,
  tree: TreeSubject,
  address: Address,
  from: string,
): AddressTarget {
  const destination = destinationOf(tree, address, from);
  switch (destination.kind) {
    case 'found':
      return drawService(drawing, tree, destination.service, destination.port?.targetPort ?? address.port);
    case 'noPort':
      return drawGap(drawing, destination.service, destination.port);
    case 'missing': {
      const { namespace, service } = destination.name;
      return missing(drawing, `${service}.${namespace}`, 'no such Service');
    }
    case 'unknown':
      return {
        node: drawServer(
          drawing,
          address.port === undefined ? address.host : `${address.host}:${address.port}`,
        ),
      };
  }
}

/** A server that the tree does not hold. */
export function drawServer(drawing: Drawing, title: string, group?: string): string {
  return drawing.addNode({
    id: `server ${title}`,
    kind: 'server',
    title,
    ...(group === undefined ? {} : { group }),
  });
}

function drawService(
  drawing: Drawing,
  tree: TreeSubject,
  service: ProvidedService,
  port: number | string | undefined,
): AddressTarget {
  if (service.origin === 'jaeger' && service.object !== undefined)
    return jaegerTarget(service, service.object, port);
  const collector = service.collector ?? collectorBehind(tree, service);
  if (collector !== undefined) return receiverTarget(drawing, collector, port);
  return { node: drawServer(drawing, `${service.name}.${service.namespace}`) };
}

function collectorBehind(tree: TreeSubject, service: ProvidedService): CollectorSubject | undefined {
  return tree.collectors.find(
    ({ deployment }) =>
      deployment?.namespace === service.namespace && deployment.serviceName === service.name,
  );
}

function receiverTarget(
  drawing: Drawing,
  collector: CollectorSubject,
  port: number | string | undefined,
): AddressTarget {
  const listener = listeners(collector).find(
    (each) => each.component?.class === 'receiver' && (port === undefined || each.port === port),
  );
  if (listener?.component === undefined) {
    const title = port === undefined ? 'no receiver' : `port ${port}`;
    return missing(drawing, title, 'nothing listens', collectorId(collector));
  }
  const node = componentNodeId(collector, 'receiver', listener.component.id);
  return { node, protocol: protocolName(listener.component.type, listener.application) };
}

/** Names of the Service ports that the Jaeger operator makes, and what is spoken on them. */
const jaegerProtocols: { readonly [port: string]: string } = {
  'grpc-otlp': 'OTLP/gRPC',
  'http-otlp': 'OTLP/HTTP',
  'http-zipkin': 'Zipkin/HTTP',
  'grpc-jaeger': 'Jaeger/gRPC',
  'tls-grpc-jaeger': 'Jaeger/gRPC',
  'http-c-binary-trft': 'Jaeger/Thrift',
};

function jaegerTarget(
  service: ProvidedService,
  jaeger: ObjectSubject,
  port: number | string | undefined,
): AddressTarget {
  const offered = service.ports.find(({ targetPort }) => targetPort === port);
  const protocol = offered?.name == null ? undefined : jaegerProtocols[offered.name];
  const role = service.name.endsWith('-query') ? 'query' : 'collector';
  const spec = jaeger.object.spec;
  const isAlone = effectiveStrategy(isMap(spec) ? spec : {}) === 'allinone';
  return {
    node: jaegerNodeId(jaeger, isAlone ? 'all-in-one' : role),
    ...(protocol === undefined ? {} : { protocol }),
  };
}

function drawGap(drawing: Drawing, service: ProvidedService, port: number): AddressTarget {
  const group = service.collector === undefined ? undefined : collectorId(service.collector);
  return missing(
    drawing,
    `${service.name}.${service.namespace}:${port}`,
    'the Service has no such port',
    group,
  );
}

function missing(drawing: Drawing, title: string, reason: string, group?: string): AddressTarget {
  const node = drawing.addNode({
    id: `missing ${group ?? ''} ${title}`,
    kind: 'missing',
    title,
    lines: [reason],
    ...(group === undefined ? {} : { group }),
  });
  return { node };
}

const titles: { readonly [type: string]: string } = {
  otlp: 'OTLP',
  otlp_http: 'OTLP',
  otlp_grpc: 'OTLP',
  zipkin: 'Zipkin',
  jaeger: 'Jaeger',
  kafka: 'Kafka',
  prometheus_remote_write: 'Prometheus',
};

/** `OTLP/HTTP` of a component's canonical type and the protocol below it. */
export function protocolName(type: string, application: 'grpc' | 'http' | undefined): string {
  const title = ownValue(titles, type) ?? type;
  if (application === undefined) return title;
  return `${title}/${transportTitles[application]}`;
}
