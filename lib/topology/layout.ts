import { columnsOf } from './columns';
import { crossings } from './crossings';
import { around, moved, type Point, rounded } from './geometry';
import { blockOf, type LooseNode } from './inner-layout';
import type { Topology } from './model';
import type { Block, PlacedEdge, PlacedGroup, PlacedNode } from './placed';

/** Where everything of a picture stands. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Outer groups before those inside them. */
  readonly groups: readonly PlacedGroup[];
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

const margin = 24;

/**
 * Places a picture from left to right: first what is inside each collector, Jaeger and group of services (`inner-layout.ts`), then
 * these blocks in columns (`columns.ts`), then the arrows between them (`crossings.ts`).
 *
 * The same picture gives the same numbers on every machine: sizes come from fixed metrics, coordinates are rounded.
 */
export function layoutOf(topology: Topology): Layout {
  const columns = columnsOf(blocksOf(topology), topology);
  const blocks = columns.map(({ block, place }) =>
    shifted(block, { x: place.x + margin, y: place.y + margin }),
  );
  const nodes = blocks.flatMap((block) => block.nodes);
  const inner = blocks.flatMap((block) => block.edges);
  const known = new Set(inner.map(({ edge }) => edge));
  const across = crossings(
    topology.edges.filter((edge) => !known.has(edge)),
    nodes,
  );
  const groups = blocks.flatMap((block) => block.groups);
  const all = around([...groups, ...nodes]);
  return {
    width: Math.ceil(all.x + all.width + margin),
    height: Math.ceil(all.y + all.height + margin),
    groups,
    nodes,
    edges: [...inner, ...across],
  };
}

function blocksOf(topology: Topology): Block[] {
  const outer = topology.groups.filter(({ parent }) => parent === undefined);
  const loose: LooseNode[] = topology.nodes
    .filter(({ group }) => group === undefined)
    .map((node) => ({ node }));
  return [...outer.map((group) => ({ group })), ...loose]
    .map((root) => blockOf(topology, root))
    .filter(({ nodes }) => nodes.length > 0);
}

function shifted(block: Block, by: Point): Block {
  return {
    ...block,
    groups: block.groups.map((group) => moved(group, by)),
    nodes: block.nodes.map((node) => moved(node, by)),
    edges: block.edges.map((edge) => ({
      ...edge,
      points: edge.points.map((point) => ({ x: rounded(point.x + by.x), y: rounded(point.y + by.y) })),
    })),
  };
}
