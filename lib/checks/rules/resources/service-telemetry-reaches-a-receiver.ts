import { otlpPorts, transportTitles } from '../../../collector/components';
import { groupBy, once } from '../../../documents';
import {
  type Destination,
  destinationOf,
  type EnvironmentAddress,
  environmentAddresses,
  knowsListeners,
  listenerOn,
  serverBehind,
  serviceTitle,
  type TreeSubject,
  whoMakesNone,
} from '../../../platform';
import { deadEnd } from '../../dead-end';
import { operatedCollector, workloadOfContainer } from '../../frames';
import type { Problem, TreeRule } from '../../rule';

export const serviceTelemetryReachesAReceiver: TreeRule = {
  id: 'XR-2',
  title: 'The OTLP endpoint of a service leads to a receiver that speaks its protocol',
  severity: 'error',
  why: 'The SDK fails to connect, logs it at most, and every span of the service is dropped.',
  fix: 'Write the address of a collector of this tree, with the protocol of the receiver behind the port.',
  appliesTo: 'tree',
  example: `  # file: observability/opentelemetrycollector.yaml
${operatedCollector('gateway')}
    config:
      receivers: {otlp: {protocols: {http: {endpoint: "0.0.0.0:4318"}}}}
      exporters: {debug: {}}
      service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
  ---
  # file: services/bank/deployment.yaml
${workloadOfContainer('Deployment', 'bank')}
            env:
-             - {name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://gateway-collector.observability.svc.cluster.local:4317"}
+             - {name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://gateway-collector.observability.svc.cluster.local:4318"}
`,
  *check(tree) {
    for (const found of environmentAddresses(tree)) {
      if (found.use !== 'otlp') continue;
      const destination = destinationOf(tree, found.address, found.workload.namespace);
      yield* destinationProblems(tree, found, destination);
      if (destination.kind === 'found') yield* serverProblems(tree, found, destination);
      else if (destination.kind !== 'missing') yield* usualPortProblems(found);
    }
  },
};

function* destinationProblems(
  tree: TreeSubject,
  found: EnvironmentAddress,
  destination: Destination,
): Generator<Problem> {
  const { workload, entry, text } = found;
  const place = { path: entry.path, subject: workload.subject };
  const dead = deadEnd(tree, `${entry.name} of ${workload.name} names "${text}"`, destination);
  if (dead === undefined) return;
  // A release of the tree may show whose a name alone would be.
  const isCertain =
    destination.kind === 'missing' &&
    destination.certain &&
    whoMakesNone(tree, destination.name) !== undefined;
  yield { ...place, ...dead, ...(isCertain ? { severity: undefined } : {}) };
}

function* serverProblems(
  tree: TreeSubject,
  found: EnvironmentAddress,
  { service, port }: Extract<Destination, { kind: 'found' }>,
): Generator<Problem> {
  const { workload, entry, text, address, protocol } = found;
  const place = { path: entry.path, subject: workload.subject };
  if (port === undefined) return;
  const server = serverBehind(service, port);
  if (server === undefined || server.otlp === undefined) {
    if (server === undefined && !leadsNowhere(service.collector, port.targetPort)) return;
    yield {
      ...place,
      message: `${entry.name} of ${workload.name} names "${text}", but no OTLP receiver listens behind port ${port.port} of ${serviceTitle(service)}.`,
    };
    return;
  }
  const spoken = spokenBy(protocol);
  if (spoken !== undefined && spoken !== server.otlp && protocol !== undefined) {
    const wrong = usesOf(tree, text) > 1 || address.port === otlpPorts[server.otlp] ? protocol.entry : entry;
    yield {
      path: wrong.path,
      subject: workload.subject,
      message: `${workload.name} speaks ${protocol.text} (${protocol.entry.name}) to port ${port.port}, where ${server.title} speaks ${server.otlp}.`,
      fix: `Write ${protocol.entry.name}=${server.otlp === 'grpc' ? 'grpc' : 'http/protobuf'}, or the port of a receiver that speaks ${protocol.text}.`,
    };
  } else if (address.scheme === 'https' && server.tls === false) {
    yield {
      ...place,
      message: `${entry.name} of ${workload.name} starts TLS with "${text}", but ${server.title} serves plain text.`,
      fix: 'Write http:// instead, or give the receiver a certificate.',
    };
  } else if (server.otlp === 'http') yield* pathProblems(found);
}

function leadsNowhere(
  collector: Parameters<typeof listenerOn>[0] | undefined,
  target: number | string,
): boolean {
  if (collector === undefined || typeof target !== 'number') return false;
  return knowsListeners(collector) && listenerOn(collector, target) === undefined;
}

/** Of a server that is not known its port still tells what it speaks by default. */
function* usualPortProblems({
  workload,
  entry,
  text,
  address,
  protocol,
}: EnvironmentAddress): Generator<Problem> {
  const spoken = spokenBy(protocol);
  const other = spoken === 'grpc' ? 'http' : 'grpc';
  if (protocol === undefined || spoken === undefined || address.port !== otlpPorts[other]) return;
  yield {
    path: entry.path,
    subject: workload.subject,
    message: `${workload.name} speaks ${protocol.text} (${protocol.entry.name}) to "${text}", the port where OTLP over ${transportTitles[other]} is spoken.`,
    fix: `Write port ${otlpPorts[spoken]}, or ${protocol.entry.name}=${other === 'grpc' ? 'grpc' : 'http/protobuf'}.`,
    severity: 'warning',
  };
}

function spokenBy(protocol: EnvironmentAddress['protocol']): 'grpc' | 'http' | undefined {
  if (protocol?.text === 'grpc') return 'grpc';
  return protocol?.text.startsWith('http/') === true ? 'http' : undefined;
}

function* pathProblems({ workload, entry, text, address }: EnvironmentAddress): Generator<Problem> {
  const place = { path: entry.path, subject: workload.subject, severity: 'warning' } as const;
  const isBase = entry.name === 'OTEL_EXPORTER_OTLP_ENDPOINT';
  const path = address.path.replace(/\/$/, '');
  const signal = /^\/v1\/(?:traces|metrics|logs)$/.test(path);
  if (isBase && signal) {
    yield {
      ...place,
      message: `${entry.name} of ${workload.name} ends in "${path}", which every SDK appends once more.`,
      fix: `Write "${text.slice(0, text.indexOf(path))}".`,
    };
  } else if (!isBase && path === '') {
    const own = entry.name.split('_')[3]?.toLowerCase() ?? 'traces';
    yield {
      ...place,
      message: `${entry.name} of ${workload.name} has no path, but SDKs send to exactly this URL.`,
      fix: `Append "/v1/${own}".`,
    };
  }
}

const uses: (tree: TreeSubject) => ReadonlyMap<string, number> = once((tree) => {
  const groups = groupBy(environmentAddresses(tree), ({ text }) => text);
  return new Map([...groups].map(([text, found]) => [text, found.length]));
});

/** How many containers name this address. */
function usesOf(tree: TreeSubject, text: string): number {
  return uses(tree).get(text) ?? 0;
}
