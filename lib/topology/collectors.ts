import { transportTitles } from '../collector/components';
import {
  type Component,
  type EffectivePipeline,
  extensionReferences,
  listeners,
  read,
  resolve,
} from '../collector/effective';
import { addTo, type Path } from '../documents';
import type { CollectorSubject } from '../platform';
import type { Drawing } from './drawing';
import { collectorId, componentNodeId, pipelineGroupId, stepId } from './names';

/** Draws a collector's frame, the components that run, and what flows between them. */
export function drawCollector(drawing: Drawing, collector: CollectorSubject): void {
  const group = drawing.addGroup({
    id: collectorId(collector),
    kind: 'collector',
    title: collector.object?.name ?? collector.title,
    detail: detailOf(collector),
    source: { subject: collector.title, path: [] },
  });
  const painter = new CollectorPainter(drawing, collector, group);
  for (const pipeline of collector.pipelines) painter.pipeline(pipeline);
  for (const id of collector.enabledExtensions) painter.extension(id);
  painter.references();
}

function detailOf({ version, distribution, deployment, object }: CollectorSubject): string {
  const parts = [
    object === undefined ? undefined : `${object.kind} in ${object.namespace ?? 'default'}`,
    // A release from 1 on is one of a program that a collector is built into, as Jaeger's.
    version === undefined ? undefined : `${version.startsWith('0.') ? 'collector' : 'release'} ${version}`,
    distribution,
    deployment === undefined ? undefined : `${deployment.mode}${replicas(deployment)}`,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function replicas({
  replicas: least,
  maxReplicas: most,
}: {
  replicas?: number;
  maxReplicas?: number;
}): string {
  if (least === undefined) return '';
  return most === undefined || most === least ? ` ×${least}` : ` ×${least}–${most}`;
}

class CollectorPainter {
  private readonly ports: ReadonlyMap<string, readonly string[]>;
  private readonly drawn = new Map<Component, string[]>();

  constructor(
    private readonly drawing: Drawing,
    private readonly collector: CollectorSubject,
    private readonly group: string,
  ) {
    this.ports = portLines(collector);
  }

  /** The pipeline's frame, its processors in their order, and the arrows from its receivers to its exporters. */
  pipeline(pipeline: EffectivePipeline): void {
    const frame = this.drawing.addGroup({
      id: pipelineGroupId(this.collector, pipeline.id),
      kind: 'pipeline',
      title: pipeline.id,
      parent: this.group,
      source: this.source(pipeline.path),
    });
    const steps = pipeline.processors.map((id) => this.processor(pipeline, id, frame));
    if (steps.length === 0) steps.push(this.passage(pipeline, frame));
    for (const id of pipeline.receivers) this.flow(this.end('receivers', id), steps[0]);
    for (const [index, step] of steps.slice(1).entries()) this.flow(steps[index], step);
    for (const id of pipeline.exporters) this.flow(steps.at(-1), this.end('exporters', id));
  }

  extension(id: string): void {
    const component = read(this.collector).find('extension', id);
    if (component !== undefined) this.component(component);
    else this.undefinedComponent('extension', id);
  }

  /** Dotted arrows from components to the extensions that they name. */
  references(): void {
    for (const [component, nodes] of [...this.drawn]) {
      for (const { id } of extensionReferences(component)) {
        const extension = componentNodeId(this.collector, 'extension', id);
        for (const node of nodes) this.drawing.addEdge(node, extension, 'uses');
      }
    }
  }

  private processor(pipeline: EffectivePipeline, id: string, frame: string): string {
    const component = read(this.collector).find('processor', id);
    const node = this.drawing.addNode({
      id: stepId(this.collector, pipeline.id, id),
      kind: component === undefined ? 'missing' : 'processor',
      title: id,
      lines: component === undefined ? ['not defined'] : this.linesOf(component),
      group: frame,
      sources: [this.source(component?.path ?? pipeline.path)],
    });
    if (component !== undefined) this.remember(component, node);
    return node;
  }

  private passage(pipeline: EffectivePipeline, frame: string): string {
    return this.drawing.addNode({
      id: `passage ${frame}`,
      kind: 'passage',
      title: 'no processors',
      group: frame,
      sources: [this.source(pipeline.path)],
    });
  }

  private end(role: 'receivers' | 'exporters', id: string): string {
    const component = resolve(read(this.collector), role, id);
    if (component !== undefined) return this.component(component);
    return this.undefinedComponent(role === 'receivers' ? 'receiver' : 'exporter', id);
  }

  private component(component: Component): string {
    const node = this.drawing.addNode({
      id: componentNodeId(this.collector, component.class, component.id),
      kind: component.class,
      title: component.id,
      lines: this.linesOf(component),
      group: this.group,
      sources: [this.source(component.path)],
    });
    this.remember(component, node);
    return node;
  }

  private undefinedComponent(componentClass: 'receiver' | 'exporter' | 'extension', id: string): string {
    return this.drawing.addNode({
      id: componentNodeId(this.collector, componentClass, id),
      kind: 'missing',
      title: id,
      lines: [`${componentClass} is not defined`],
      group: this.group,
      sources: [this.source(['service'])],
    });
  }

  private remember(component: Component, node: string): void {
    const nodes = this.drawn.get(component) ?? [];
    if (!nodes.includes(node)) this.drawn.set(component, [...nodes, node]);
  }

  private flow(from: string | undefined, to: string | undefined): void {
    if (from !== undefined && to !== undefined) this.drawing.addEdge(from, to, 'flow');
  }

  private linesOf(component: Component): readonly string[] {
    return this.ports.get(`${component.class} ${component.id}`) ?? [];
  }

  private source(path: Path) {
    return { subject: this.collector.title, path };
  }
}

/** `gRPC 4317`, `UDP 6831`: what each running component listens on, by class and id. */
function portLines(collector: CollectorSubject): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, string[]>();
  for (const { component, port, network, application } of listeners(collector)) {
    if (component === undefined) continue;
    const key = `${component.class} ${component.id}`;
    const protocol = application === undefined ? network.toUpperCase() : transportTitles[application];
    addTo(lines, key, `${protocol} ${port ?? '?'}`);
  }
  return lines;
}
