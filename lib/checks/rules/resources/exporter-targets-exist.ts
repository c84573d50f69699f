import { otlpOver, otlpPorts } from '../../../collector/components';
import { notation } from '../../../collector/effective';
import {
  type CollectorSubject,
  configOf,
  destinationOf,
  type Endpoint,
  endpointsOf,
  namespaceOf,
  type ProvidedPort,
  type ProvidedService,
  serverBehind,
  serviceTitle,
  type TreeSubject,
} from '../../../platform';
import { startsTls } from '../../collector/tls';
import { deadEnd } from '../../dead-end';
import { operatedCollector } from '../../frames';
import type { Problem, TreeRule } from '../../rule';

/** Ports whose protocol the rule on default ports judges already. */
const defaultPorts: readonly number[] = Object.values(otlpPorts);

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
      for (const endpoint of endpointsOf(collector)) yield* problemsOf(tree, collector, endpoint);
    }
  },
};

function* problemsOf(tree: TreeSubject, collector: CollectorSubject, endpoint: Endpoint): Generator<Problem> {
  const { component, path, address, text } = endpoint;
  const place = { path, subject: collector };
  const title = notation(component.path);
  const destination = destinationOf(tree, address, namespaceOf(collector));
  // A scrape that fails loses no data of others.
  const isMild = component.class === 'receiver';
  const dead = deadEnd(tree, `${title} sends to "${text}"`, destination);
  if (dead !== undefined) {
    const fix = dead.fix ?? (destination.kind === 'noPort' ? 'Give the Service this port.' : undefined);
    yield { ...place, ...dead, fix, ...(isMild ? { severity: 'warning' } : {}) };
  } else if (destination.kind === 'found' && destination.port !== undefined) {
    yield* serverProblems(endpoint, collector, destination.service, destination.port);
  }
}

function* serverProblems(
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
  const protocol = otlpOver(component);
  const server = serverBehind(service, port);
  if (protocol === undefined || server?.otlp === undefined) return;
  if (server.otlp !== protocol && !defaultPorts.includes(port.port)) {
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
    startsTls(configOf(collector).at(...component.path), address.scheme) === true
  ) {
    yield {
      ...place,
      message: `${title} calls "${text}" over TLS, but ${server.title} serves plain text.`,
      fix: 'Write tls: {insecure: true}, or give the server a certificate.',
    };
  }
}
