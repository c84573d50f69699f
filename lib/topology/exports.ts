import { otlpOver, otlpPorts } from '../collector/components';
import type { Component } from '../collector/effective';
import { at, type Data, entries, field, isMap, items, knownText } from '../documents';
import { type CollectorSubject, endpointsOf, namespaceOf, parseAddress, type TreeSubject } from '../platform';
import type { Drawing } from './drawing';
import { collectorId, componentNodeId } from './names';
import { drawStorage, storageTitle } from './storage';
import { drawServer, drawTarget, protocolName } from './targets';

/** Draws the servers that the exporters of a collector's pipelines send to, and the storage that they write. */
export function drawBackends(drawing: Drawing, tree: TreeSubject, collector: CollectorSubject): void {
  const from = namespaceOf(collector);
  const done = new Set<Component>();
  for (const { component, text } of [...endpointsOf(collector), ...balancedEndpoints(collector)]) {
    const address = component.class === 'exporter' ? parseAddress(text) : undefined;
    if (address === undefined) continue;
    done.add(component);
    const target = drawTarget(drawing, tree, address, from);
    const label = labelOf(
      target.protocol ?? exporterProtocol(component),
      address.port,
      address.scheme === 'https',
    );
    drawing.addEdge(nodeOf(collector, component), target.node, 'telemetry', label);
  }
  for (const component of exportersInUse(collector)) {
    if (!done.has(component)) drawOpenEndpoint(drawing, collector, component);
    if (component.type === 'jaeger_storage_exporter') drawJaegerStorage(drawing, collector, component);
  }
  const readers = collector.components.filter(
    (part) => part.class === 'extension' && part.type === 'jaeger_query',
  );
  for (const reader of readers) drawJaegerStorage(drawing, collector, reader);
}

function nodeOf(collector: CollectorSubject, { class: componentClass, id }: Component): string {
  return componentNodeId(collector, componentClass, id);
}

/** `OTLP/HTTP 4318 TLS`. */
export function labelOf(protocol: string, port: number | undefined, tls: boolean): string {
  return [protocol, port, tls ? 'TLS' : undefined].filter((part) => part !== undefined).join(' ');
}

function exporterProtocol(component: Component): string {
  return protocolName(component.type, otlpOver(component));
}

function exportersInUse(collector: CollectorSubject): Component[] {
  const used = new Set(collector.pipelines.flatMap(({ exporters }) => exporters));
  return collector.components.filter((part) => part.class === 'exporter' && used.has(part.id));
}

/** Where the load balancing exporter finds its backends: hosts, a DNS name or a Kubernetes Service. */
function balancedEndpoints(collector: CollectorSubject): { component: Component; text: string }[] {
  return exportersInUse(collector)
    .filter(({ type }) => type === 'load_balancing')
    .flatMap((component) => {
      const resolver = field(component.body, 'resolver');
      const named = [at(resolver, ['dns', 'hostname']), at(resolver, ['k8s', 'service'])];
      const texts = [...items(at(resolver, ['static', 'hostnames'])), ...named].flatMap(
        (text) => knownText(text) ?? [],
      );
      const port =
        at(resolver, ['dns', 'port']) ?? items(at(resolver, ['k8s', 'ports']))[0] ?? otlpPorts.grpc;
      return texts.map((text) => ({
        component,
        text: /:\d+$/.test(text) ? text : `${text}:${Number(port)}`,
      }));
    });
}

/** An exporter whose address only the environment knows. */
function drawOpenEndpoint(drawing: Drawing, collector: CollectorSubject, component: Component): void {
  const endpoint = field(component.body, 'endpoint');
  if (typeof endpoint !== 'string' || endpoint === '' || component.type === 'prometheus') return;
  const node = drawServer(drawing, endpoint);
  drawing.addEdge(nodeOf(collector, component), node, 'telemetry', exporterProtocol(component));
}

/** Jaeger v2: an exporter writes to, and an extension reads, a backend of the extension `jaeger_storage`, by its name. */
function drawJaegerStorage(drawing: Drawing, collector: CollectorSubject, component: Component): void {
  const isReader = component.type === 'jaeger_query';
  const named = isReader
    ? entries(field(component.body, 'storage')).map(([, name]) => name)
    : [field(component.body, 'trace_storage')];
  for (const name of named) {
    if (typeof name !== 'string') continue;
    const node = drawBackend(drawing, collector, name);
    drawing.addEdge(nodeOf(collector, component), node, isReader ? 'uses' : 'telemetry');
  }
}

function drawBackend(drawing: Drawing, collector: CollectorSubject, name: string): string {
  const extension = collector.components.find(
    (part) => part.class === 'extension' && part.type === 'jaeger_storage',
  );
  const [kind, options] = entries(at(extension?.body, ['backends', name]))[0] ?? [name, null];
  const inPod = kind === 'memory' || kind === 'badger';
  return drawStorage(drawing, {
    owner: `${collector.title} ${name}`,
    title: storageTitle(kind),
    hosts: serversOf(options),
    inPod,
    source: { subject: collector.title, path: [...(extension?.path ?? []), 'backends', name] },
    ...(inPod ? { group: collectorId(collector) } : {}),
  });
}

function serversOf(options: Data): string[] {
  const urls = [
    ...items(field(options, 'server_urls')),
    ...items(at(options, ['connection', 'servers'])),
    field(options, 'endpoint'),
    ...items(field(options, 'addresses')),
  ];
  return isMap(options) ? urls.flatMap((url) => (typeof url === 'string' ? [url] : [])) : [];
}
