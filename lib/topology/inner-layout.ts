import { type Box, boxOf, roleWidth } from './box';
import { around, moved, type Point, type Rectangle, rounded } from './geometry';
import { placedShape } from './layered-shape';
import type { Topology, TopologyEdge, TopologyGroup, TopologyNode } from './model';
import type { Block, PlacedEdge, PlacedGroup, PlacedNode } from './placed';

/** A node that is in no group. */
export interface LooseNode {
  readonly node: TopologyNode;
}

const padding = 14;
const gap = 12;

/** Places the content of an outer group, or a single node. */
export function blockOf(topology: Topology, root: { readonly group: TopologyGroup } | LooseNode): Block {
  if ('node' in root) return singleNode(root.node);
  const groups = topology.groups.filter(({ id, parent }) => id === root.group.id || parent === root.group.id);
  const nodes = topology.nodes.filter(({ group }) => groups.some(({ id }) => id === group));
  const inside = new Set(nodes.map(({ id }) => id));
  const edges = topology.edges.filter(({ from, to }) => inside.has(from) && inside.has(to));
  const resting = restingNodes(nodes, edges);
  const moving = nodes.filter(({ id }) => !resting.has(id));
  const touches = ({ from, to }: TopologyEdge) => resting.has(from) || resting.has(to);
  const flows = edges.filter((edge) => !touches(edge));
  const placed = flows.length === 0 ? stacked(moving) : layered(groups, moving, flows);
  const frames = groups
    .filter(({ parent }) => parent !== undefined)
    .flatMap((group) => frameOf(group, placed.nodes) ?? []);
  const row = restingRow(
    nodes.filter(({ id }) => resting.has(id)),
    around([...frames, ...placed.nodes]),
  );
  const uses = edges.filter(touches).map((edge) => useOf(edge, [...placed.nodes, ...row]));
  const content = [...placed.nodes, ...row];
  const outer = framed(root.group, around([...frames, ...content]));
  return atOrigin(root.group.id, [outer, ...frames], content, [...placed.edges, ...uses]);
}

/** Nodes that no telemetry flows through here: extensions, and beside a flow whatever has no part in it. */
function restingNodes(nodes: readonly TopologyNode[], edges: readonly TopologyEdge[]): Set<string> {
  const extensions = new Set(nodes.filter(({ kind }) => kind === 'extension').map(({ id }) => id));
  const flows = edges.filter(({ from, to }) => !extensions.has(from) && !extensions.has(to));
  const inFlow = new Set(flows.flatMap(({ from, to }) => [from, to]));
  const isResting = (id: string) => extensions.has(id) || (flows.length > 0 && !inFlow.has(id));
  return new Set(nodes.map(({ id }) => id).filter(isResting));
}

function singleNode(node: TopologyNode): Block {
  const box = boxOf(node);
  const { width, height } = box;
  return {
    id: node.id,
    width,
    height,
    groups: [],
    nodes: [{ node, box, x: 0, y: 0, width, height }],
    edges: [],
  };
}

function stacked(nodes: readonly TopologyNode[]): { nodes: PlacedNode[]; edges: PlacedEdge[] } {
  const boxes = nodes.map((node) => ({ node, box: boxOf(node) }));
  const widest = Math.max(0, ...boxes.map(({ box }) => box.width));
  let y = 0;
  const placed = boxes.map(({ node, box }) => {
    const at = { node, box, x: rounded((widest - box.width) / 2), y, width: box.width, height: box.height };
    y += box.height + gap;
    return at;
  });
  return { nodes: placed, edges: [] };
}

/** More stand below each other: nobody looks at such a picture, and to lay it out costs the square of them. */
const mostLayered = { nodes: 600, edges: 500 };

/** Nodes below each other, with straight ways between them. */
function inOneColumn(
  nodes: readonly TopologyNode[],
  edges: readonly TopologyEdge[],
): ReturnType<typeof layered> {
  const column = stacked(nodes).nodes;
  const byId = new Map(column.map((placed) => [placed.node.id, placed]));
  return {
    nodes: column,
    edges: edges.flatMap((edge): PlacedEdge[] => {
      const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
      if (from === undefined || to === undefined) return [];
      const points = [
        { x: from.x + from.width, y: rounded(from.y + from.height / 2) },
        { x: to.x, y: rounded(to.y + to.height / 2) },
      ];
      return [{ edge, form: 'spline', points }];
    }),
  };
}

/** From left to right, as `layered-shape.ts` lays out what has this shape. */
function layered(
  groups: readonly TopologyGroup[],
  nodes: readonly TopologyNode[],
  edges: readonly TopologyEdge[],
): { nodes: PlacedNode[]; edges: PlacedEdge[] } {
  if (nodes.length > mostLayered.nodes || edges.length > mostLayered.edges) return inOneColumn(nodes, edges);
  const boxes = nodes.map(boxOf);
  const frames = groups.filter(({ kind }) => kind === 'pipeline').map(({ id }) => id);
  const places = new Map(nodes.map(({ id }, index) => [id, index]));
  const placeOf = (id: string) => places.get(id) ?? 0;
  const at = placedShape({
    frames: frames.length,
    nodes: nodes.map(({ kind, group }, index) => ({
      width: boxes[index]?.width ?? 0,
      height: boxes[index]?.height ?? 0,
      frame: group === undefined ? -1 : frames.indexOf(group),
      ...(kind === 'receiver' || kind === 'exporter' ? { end: kind } : {}),
    })),
    edges: edges.map(({ from, to }) => [placeOf(from), placeOf(to)]),
  });
  return {
    nodes: nodes.map((node, index) => placedNode(node, boxes[index] ?? boxOf(node), at.nodes[index] ?? {})),
    edges: edges.map((edge, index) => ({ edge, form: 'spline', points: at.edges[index] ?? [] })),
  };
}

function placedNode(node: TopologyNode, box: Box, at: Partial<Point>): PlacedNode {
  const { width, height } = box;
  return {
    node,
    box,
    width,
    height,
    x: rounded((at.x ?? 0) - width / 2),
    y: rounded((at.y ?? 0) - height / 2),
  };
}

/** What rests stands in rows below what flows, no wider than that. */
function restingRow(nodes: readonly TopologyNode[], above: Rectangle): PlacedNode[] {
  let x = above.x;
  let y = above.y + above.height + 2 * padding;
  let rowHeight = 0;
  return nodes.map((node) => {
    const box = boxOf(node);
    if (x > above.x && x + box.width > above.x + above.width) {
      x = above.x;
      y += rowHeight + gap;
      rowHeight = 0;
    }
    const placed = { node, box, x: rounded(x), y: rounded(y), width: box.width, height: box.height };
    x += box.width + gap;
    rowHeight = Math.max(rowHeight, box.height);
    return placed;
  });
}

function useOf(edge: TopologyEdge, nodes: readonly PlacedNode[]): PlacedEdge {
  const from = nodes.find(({ node }) => node.id === edge.from);
  const to = nodes.find(({ node }) => node.id === edge.to);
  if (from === undefined || to === undefined) return { edge, form: 'curve', points: [] };
  // An extension that names its neighbour is joined by the side.
  if (Math.abs(from.y - to.y) < from.height) {
    const isRight = to.x > from.x;
    const a = { x: isRight ? from.x + from.width : from.x, y: rounded(from.y + from.height / 2) };
    const b = { x: isRight ? to.x : to.x + to.width, y: rounded(to.y + to.height / 2) };
    return { edge, form: 'curve', points: [a, a, b, b] };
  }
  const isBelow = to.y > from.y;
  const start = { x: rounded(from.x + from.width / 2), y: isBelow ? rounded(from.y + from.height) : from.y };
  const end = { x: rounded(to.x + to.width / 2), y: isBelow ? to.y : rounded(to.y + to.height) };
  const turn = rounded((start.y + end.y) / 2);
  return { edge, form: 'curve', points: [start, { x: start.x, y: turn }, { x: end.x, y: turn }, end] };
}

function frameOf(group: TopologyGroup, nodes: readonly PlacedNode[]): PlacedGroup | undefined {
  const content = nodes.filter(({ node }) => node.group === group.id);
  return content.length === 0 ? undefined : framed(group, around(content));
}

/** A frame with room for its titles above the content, and as wide as they are. */
function framed(group: TopologyGroup, content: Rectangle): PlacedGroup {
  const header = group.detail === undefined ? 22 : 38;
  const titles =
    Math.max(roleWidth('title', group.title), roleWidth('line', group.detail ?? '')) + 2 * padding;
  // A pipeline has neighbours: it never grows for its title, which is cut instead.
  const width = Math.max(content.width + 2 * padding, group.kind === 'pipeline' ? 0 : titles);
  return {
    group,
    x: rounded(content.x + content.width / 2 - width / 2),
    y: rounded(content.y - header - 8),
    width: rounded(width),
    height: rounded(content.height + header + 8 + padding),
  };
}

function atOrigin(
  id: string,
  groups: readonly PlacedGroup[],
  nodes: readonly PlacedNode[],
  edges: readonly PlacedEdge[],
): Block {
  const frame = around(groups);
  const by = { x: -frame.x, y: -frame.y };
  const point = ({ x, y }: Point) => ({ x: rounded(x + by.x), y: rounded(y + by.y) });
  return {
    id,
    width: frame.width,
    height: frame.height,
    groups: groups.map((group) => moved(group, by)),
    nodes: nodes.map((node) => moved(node, by)),
    edges: edges.map((edge) => ({ ...edge, points: edge.points.map(point) })),
  };
}
