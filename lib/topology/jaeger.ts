import { isMap } from '../documents';
import {
  block,
  effectiveStorage,
  effectiveStrategy,
  hasIngress,
  type JaegerService,
  type JaegerSpec,
  jaegerServices,
  option,
} from '../jaeger';
import type { ObjectSubject } from '../platform';
import type { Drawing } from './drawing';
import type { TopologySource } from './model';
import { jaegerNodeId } from './names';
import { drawStorage, storageTitle } from './storage';

/** Draws the parts that the operator makes of a Jaeger resource, and its storage. */
export function drawJaeger(drawing: Drawing, jaeger: ObjectSubject): void {
  const spec = specOf(jaeger);
  const namespace = jaeger.namespace ?? 'default';
  const subject = `${jaeger.kind} ${namespace}/${jaeger.name}`;
  const group = drawing.addGroup({
    id: `jaeger ${namespace}/${jaeger.name}`,
    kind: 'jaeger',
    title: `Jaeger ${jaeger.name}`,
    detail: `${effectiveStrategy(spec)} in ${namespace}`,
    source: { subject, path: [] },
  });
  new JaegerPainter(drawing, jaeger, spec, group, subject).paint();
}

function specOf(jaeger: ObjectSubject): JaegerSpec {
  const { spec } = jaeger.object;
  return isMap(spec) ? spec : {};
}

class JaegerPainter {
  private readonly services: readonly JaegerService[];

  constructor(
    private readonly drawing: Drawing,
    private readonly jaeger: ObjectSubject,
    private readonly spec: JaegerSpec,
    private readonly group: string,
    private readonly subject: string,
  ) {
    this.services = jaegerServices({ name: jaeger.name, namespace: jaeger.namespace ?? 'default', spec });
  }

  paint(): void {
    const storage = this.storage();
    if (effectiveStrategy(this.spec) === 'allinone') {
      const pod = this.part('all-in-one', 'allInOne', [...this.portLines('collector'), ...this.queryLines()]);
      this.drawing.addEdge(pod, storage, 'telemetry');
      return;
    }
    const collector = this.part('collector', 'collector', this.portLines('collector'));
    this.drawing.addEdge(this.queue(collector), storage, 'telemetry');
    this.drawing.addEdge(this.part('query', 'query', this.queryLines()), storage, 'uses');
  }

  /** With the strategy `streaming`, Kafka and an ingester stand between the collector and the storage. */
  private queue(collector: string): string {
    if (effectiveStrategy(this.spec) !== 'streaming') return collector;
    const brokers = option(block(this.spec, 'collector').options, 'kafka.producer.brokers');
    const kafka = drawStorage(this.drawing, {
      owner: this.subject,
      title: 'Kafka',
      hosts: brokers === undefined ? [] : brokers.split(','),
      inPod: false,
      source: this.source('collector'),
      group: this.group,
    });
    const ingester = this.part('ingester', 'ingester', []);
    this.drawing.addEdge(collector, kafka, 'telemetry');
    this.drawing.addEdge(kafka, ingester, 'telemetry');
    return ingester;
  }

  private storage(): string {
    const kind = effectiveStorage(this.spec);
    const inPod = kind === 'memory' || kind === 'badger';
    const options = block(this.spec, 'storage').options;
    const servers =
      option(options, 'es.server-urls') ??
      option(options, 'cassandra.servers') ??
      option(options, 'grpc-storage-plugin.server') ??
      '';
    return drawStorage(this.drawing, {
      owner: this.subject,
      title: storageTitle(kind),
      hosts: servers === '' ? [] : servers.split(',').map((server) => server.trim()),
      inPod,
      source: this.source('storage'),
      ...(inPod ? { group: this.group } : {}),
    });
  }

  private part(title: string, blockName: string, lines: readonly string[]): string {
    return this.drawing.addNode({
      id: jaegerNodeId(this.jaeger, title),
      kind: 'jaeger',
      title,
      lines,
      group: this.group,
      sources: [this.source(blockName)],
    });
  }

  private source(blockName: string): TopologySource {
    return { subject: this.subject, path: ['spec', blockName] };
  }

  private portLines(role: JaegerService['role']): string[] {
    const service = this.services.find((each) => each.role === role);
    const otlp = service?.ports.filter(({ name }) => name.endsWith('otlp')) ?? [];
    return otlp.map(({ name, port }) => `${name.startsWith('grpc') ? 'OTLP/gRPC' : 'OTLP/HTTP'} ${port}`);
  }

  private queryLines(): string[] {
    const hosts = block(this.spec, 'ingress').hosts;
    const names =
      Array.isArray(hosts) && hasIngress(this.spec) ? hosts.filter((host) => typeof host === 'string') : [];
    return ['UI 16686', ...names];
  }
}
