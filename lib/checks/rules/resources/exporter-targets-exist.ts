import { type Component, notation } from '../../../collector/effective';
import { ownValue } from '../../../documents';
import {
  type Address,
  type CollectorSubject,
  configOf,
  destinationOf,
  type Endpoint,
  endpointsOf,
  missingService,
  namespaceOf,
  type ProvidedPort,
  type ProvidedService,
  serverBehind,
  serviceTitle,
  type TreeSubject,
} from '../../../platform';
import { operatedCollector } from '../../frames';
import type { Problem, TreeRule } from '../../rule';

/** Protocol that an exporter speaks, where it is OTLP. */
const otlpExporters: { readonly [type: string]: 'grpc' | 'http' } = { otlp_grpc: 'grpc', otlp_http: 'http' };

/** Ports whose protocol the rule on default ports judges already. */
const defaultPorts = new Set([4317, 4318]);

export const exporterTargetsExist: TreeRule = {
  id: 'XR-1',
  title: 'The Service and port that an exporter sends to exist',
  severity: 'error',
  why: 'The name does not resolve or the connection is refused, and what the queue cannot hold is lost.',
  fix: 'Write the name and port of a Service of this tree, or declare the host as external.',
  appliesTo: 'tree',
  example: `+ # file: observability/jaeger.yaml
+ apiVersion: jaegertracing.io/v1
+ kind: Jaeger
+ metadata: {name: traces, namespace: observability}
+ spec: {strategy: allinone}
+ ---
  # file: observability/opentelemetrycollector.yaml
${operatedCollector('gateway')}
    config:
      receivers: {otlp: {protocols: {http: {endpoint: "0.0.0.0:4318"}}}}
      exporters: {otlp_http: {endpoint: "http://traces-collector.observability.svc.cluster.local:4318"}} # ←
      service: {pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}}
`,
  *check(tree) {
    for (const collector of tree.collectors) {
      if (collector.origin === 'bare') continue;
      for (const endpoint of endpointsOf(collector)) yield* judge(tree, collector, endpoint);
    }
  },
};

function* judge(tree: TreeSubject, collector: CollectorSubject, endpoint: Endpoint): Generator<Problem> {
  const { component, path, address, text } = endpoint;
  const place = { path, subject: collector };
  const title = notation(component.path);
  const destination = destinationOf(tree, address, namespaceOf(collector));
  // A scrape that fails loses no data of others, and a name without namespace may be made by anything.
  const isMild = component.class === 'receiver';
  if (destination.kind === 'missing') {
    const { bare } = destination.name;
    yield {
      ...place,
      message: `${title} sends to "${text}", but ${missingService(tree, destination.name)}`,
      ...(destination.certain && !bare && !isMild ? {} : { severity: 'warning' }),
    };
  } else if (destination.kind === 'noPort') {
    const ports = destination.service.ports.map(({ port }) => port).join(', ');
    yield {
      ...place,
      message: `${title} sends to "${text}", but ${serviceTitle(destination.service)} has no port ${destination.port}.`,
      fix: ports === '' ? 'Give the Service this port.' : `Write one of its ports: ${ports}.`,
      ...(isMild ? { severity: 'warning' } : {}),
    };
  } else if (destination.kind === 'found' && destination.port !== undefined) {
    yield* judgeServer(endpoint, collector, destination.service, destination.port);
  }
}

function* judgeServer(
  { component, path, address, text }: Endpoint,
  collector: CollectorSubject,
  service: ProvidedService,
  port: ProvidedPort,
): Generator<Problem> {
  const place = { path, subject: collector };
  const title = notation(component.path);
  if (!port.served) {
    yield {
      ...place,
      message: `${title} sends to "${text}", but nothing listens behind port ${port.port} of ${serviceTitle(service)}.`,
    };
    return;
  }
  const protocol = component.class === 'exporter' ? ownValue(otlpExporters, component.type) : undefined;
  const server = serverBehind(service, port);
  if (protocol === undefined || server?.otlp === undefined) return;
  if (server.otlp !== protocol && !defaultPorts.has(port.port)) {
    yield {
      ...place,
      message: `${title} speaks OTLP over ${protocol}, but ${server.title} on port ${port.port} speaks ${server.otlp}.`,
    };
  } else if (address.scheme === 'https' && server.tls === false && server.otlp === protocol) {
    yield {
      ...place,
      message: `${title} starts TLS with "${text}", but ${server.title} serves plain text.`,
      fix: 'Write http:// instead, or give the server a certificate.',
    };
  } else if (
    protocol === 'grpc' &&
    server.tls === false &&
    server.otlp === 'grpc' &&
    startsTls(collector, component, address)
  ) {
    yield {
      ...place,
      message: `${title} calls "${text}" over TLS, but ${server.title} serves plain text.`,
      fix: 'Write tls: {insecure: true}, or give the server a certificate.',
    };
  }
}

/** A gRPC client uses TLS unless it is told otherwise; of `http://` another rule tells. */
function startsTls(collector: CollectorSubject, { path }: Component, { scheme }: Address): boolean {
  if (scheme !== undefined && scheme !== '' && scheme !== 'https') return false;
  const tls = configOf(collector).at(...path, 'tls');
  const insecure = tls.at('insecure');
  return (tls.isMap || !tls.isSet) && (!insecure.isWritten || insecure.data === false);
}
