import { addTo, groupBy } from '../../documents';
import { pairsOf } from './catalog';
import type { Component } from './component';
import type { PipelineReading, Reading, WrittenId } from './reading';

/** One use of a connector: a pipeline names it among its exporters or its receivers. */
export interface ConnectorUse {
  readonly pipeline: PipelineReading;
  readonly reference: WrittenId;
}

/** A connector with the pipelines on both of its sides. */
export interface ConnectorUses {
  readonly connector: Component;
  /** Pipelines that end in it. */
  readonly from: readonly ConnectorUse[];
  /** Pipelines that begin with it. */
  readonly to: readonly ConnectorUse[];
}

/** Every connector that a pipeline names, in the order of their definitions. */
export function connectorUses(reading: Reading): readonly ConnectorUses[] {
  const from = new Map<string, ConnectorUse[]>();
  const to = new Map<string, ConnectorUse[]>();
  for (const pipeline of reading.pipelines) {
    collect(reading, pipeline, pipeline.exporters, from);
    collect(reading, pipeline, pipeline.receivers, to);
  }
  // An id that also names a receiver or an exporter is a fault of its own (ST-9).
  const isAmbiguous = (id: string): boolean =>
    reading.find('receiver', id) !== undefined || reading.find('exporter', id) !== undefined;
  return reading.components
    .filter(({ class: componentClass, id }) => componentClass === 'connector' && !isAmbiguous(id))
    .filter(({ id }) => from.has(id) || to.has(id))
    .map((connector) => ({ connector, from: from.get(connector.id) ?? [], to: to.get(connector.id) ?? [] }));
}

function collect(
  reading: Reading,
  pipeline: PipelineReading,
  references: readonly WrittenId[],
  uses: Map<string, ConnectorUse[]>,
): void {
  const seen = new Set<string>();
  for (const reference of references) {
    // The collector builds one node for an id that a list repeats.
    if (seen.has(reference.id) || reading.find('connector', reference.id) === undefined) continue;
    seen.add(reference.id);
    addTo(uses, reference.id, { pipeline, reference });
  }
}

/**
 * Ways between pipelines, as service/internal/graph of the collector draws them: a connector is one node for each pair
 * of signals, and pipelines of a pair that it does not carry are not joined.
 * Grouped by node, so that a connector between m and n pipelines costs m + n and not m × n.
 */
interface Node {
  readonly connector: Component;
  readonly from: readonly ConnectorUse[];
  readonly to: readonly ConnectorUse[];
}

function connectorNodes(reading: Reading): Node[] {
  const nodes: Node[] = [];
  const signalOf = ({ pipeline }: ConnectorUse) => pipeline.signal;
  for (const uses of connectorUses(reading)) {
    const bySource = groupBy(uses.from, signalOf);
    const byTarget = groupBy(uses.to, signalOf);
    for (const [source, from] of bySource) {
      for (const [target, to] of byTarget) {
        if (pairIsCertain(uses.connector.type, source, target))
          nodes.push({ connector: uses.connector, from, to });
      }
    }
  }
  return nodes;
}

function pairIsCertain(type: string, from: string, to: string): boolean {
  const pairs = pairsOf(type);
  return pairs?.some((pair) => pair.from === from && pair.to === to) ?? false;
}

/** One loop of data: the pipelines that form it and the places where connectors join them. */
export interface Loop {
  readonly pipelines: readonly string[];
  /** Every member entry, as exporter or receiver, that lies on the loop. */
  readonly places: readonly { readonly connector: Component; readonly reference: WrittenId }[];
}

/** All loops, one for each strongly connected part of the graph of pipelines and connector nodes. */
export function loops(reading: Reading): readonly Loop[] {
  const nodes = connectorNodes(reading);
  const successors = new Map<object, object[]>();
  for (const pipeline of reading.pipelines) successors.set(pipeline, []);
  for (const node of nodes) {
    successors.set(
      node,
      node.to.map(({ pipeline }) => pipeline),
    );
    for (const { pipeline } of node.from) successors.get(pipeline)?.push(node);
  }
  return stronglyConnected(successors)
    .filter((part) => part.size > 1)
    .map((part) => loopOf(reading, nodes, part));
}

function loopOf(reading: Reading, nodes: readonly Node[], part: ReadonlySet<object>): Loop {
  const places = nodes
    .filter((node) => part.has(node))
    .flatMap((node) =>
      [...node.from, ...node.to]
        .filter(({ pipeline }) => part.has(pipeline))
        .map(({ reference }) => ({ connector: node.connector, reference })),
    );
  return {
    pipelines: reading.pipelines.filter((pipeline) => part.has(pipeline)).map(({ id }) => id),
    places,
  };
}

/** Strongly connected parts by Tarjan's algorithm, without recursion: configurations may be long chains. */
function stronglyConnected(successors: ReadonlyMap<object, readonly object[]>): Set<object>[] {
  const order = new Map<object, number>();
  const lowest = new Map<object, number>();
  const onStack = new Set<object>();
  const stack: object[] = [];
  const parts: Set<object>[] = [];
  const open = (node: object): { node: object; next: number } => {
    order.set(node, order.size);
    lowest.set(node, order.size - 1);
    stack.push(node);
    onStack.add(node);
    return { node, next: 0 };
  };
  const lower = (node: object, value: number): void => {
    lowest.set(node, Math.min(lowest.get(node) ?? value, value));
  };
  for (const start of successors.keys()) {
    if (order.has(start)) continue;
    const calls = [open(start)];
    for (let call = calls[calls.length - 1]; call !== undefined; call = calls[calls.length - 1]) {
      const successor = successors.get(call.node)?.[call.next];
      if (successor !== undefined) {
        call.next += 1;
        const seen = order.get(successor);
        if (seen === undefined) calls.push(open(successor));
        else if (onStack.has(successor)) lower(call.node, seen);
        continue;
      }
      calls.pop();
      const low = lowest.get(call.node) ?? 0;
      const caller = calls[calls.length - 1];
      if (caller !== undefined) lower(caller.node, low);
      if (low === order.get(call.node)) parts.push(popPart(stack, onStack, call.node));
    }
  }
  return parts;
}

function popPart(stack: object[], onStack: Set<object>, last: object): Set<object> {
  const part = new Set<object>();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    onStack.delete(node);
    part.add(node);
    if (node === last) break;
  }
  return part;
}
