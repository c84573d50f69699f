import { often } from '../documents';
import { dagre, type LayoutGraph } from './dagre';
import { type Point, rounded } from './geometry';

/** What a layered layout depends on: sizes and ways, and no name. */
export interface LayeredShape {
  /** Number of frames around nodes. */
  readonly frames: number;
  readonly nodes: readonly {
    readonly width: number;
    readonly height: number;
    /** Number of its frame, from 0; -1 for none. */
    readonly frame: number;
    /** Receivers stand on the left, exporters on the right. */
    readonly end?: 'receiver' | 'exporter';
  }[];
  /** Numbers of the two nodes of each edge. */
  readonly edges: readonly (readonly [from: number, to: number])[];
}

/** Middle of each node, and the points of each edge, in the order of the shape. */
export interface PlacedShape {
  readonly nodes: readonly Partial<Point>[];
  readonly edges: readonly (readonly Point[])[];
}

const spacing = { nodes: 22, ranks: 46, edges: 22 } as const;
/** Strong enough to keep receivers on the left and exporters on the right, whatever else pulls at them. */
const anchorWeight = 60;

/** Clusters of a fleet have the same collectors under other names: each shape is laid out once. */
const placed = often((written) => placeAnew(JSON.parse(written) as LayeredShape));

/** dagre's layered layout, from left to right. */
export function placedShape(shape: LayeredShape): PlacedShape {
  return placed(JSON.stringify(shape));
}

function placeAnew(shape: LayeredShape): PlacedShape {
  const graph = graphOf(shape);
  dagre().layout(graph);
  return {
    nodes: shape.nodes.map((_, index) => {
      const { x, y } = graph.node(nodeName(index));
      return { x, y };
    }),
    edges: shape.edges.map(([from, to], index) => {
      const { points = [] } = graph.edge(nodeName(from), nodeName(to), String(index));
      return points.map(({ x, y }) => ({ x: rounded(x), y: rounded(y) }));
    }),
  };
}

const nodeName = (index: number) => `node ${index}`;
const frameName = (index: number) => `frame ${index}`;

function graphOf({ frames, nodes, edges }: LayeredShape): LayoutGraph {
  const graph = new (dagre().Graph)({ compound: true, multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: spacing.nodes, ranksep: spacing.ranks, edgesep: spacing.edges });
  for (let index = 0; index < frames; index++) graph.setNode(frameName(index), {});
  for (const [index, { width, height, frame }] of nodes.entries()) {
    graph.setNode(nodeName(index), { width, height });
    if (frame >= 0) graph.setParent(nodeName(index), frameName(frame));
  }
  for (const [index, [from, to]] of edges.entries())
    graph.setEdge(nodeName(from), nodeName(to), { weight: 1 }, String(index));
  anchor(graph, nodes);
  return graph;
}

/** Receivers begin and exporters end the picture of a collector: invisible nodes hold them there. */
function anchor(graph: LayoutGraph, nodes: LayeredShape['nodes']): void {
  graph.setNode('left', { width: 0, height: 0 });
  graph.setNode('right', { width: 0, height: 0 });
  for (const [index, { end }] of nodes.entries()) {
    if (end === 'receiver') graph.setEdge('left', nodeName(index), { weight: anchorWeight }, 'anchor');
    if (end === 'exporter') graph.setEdge(nodeName(index), 'right', { weight: anchorWeight }, 'anchor');
  }
}
