import { groupBy } from '../documents';
import { middle, type Point, rounded } from './geometry';
import type { TopologyEdge } from './model';
import type { PlacedEdge, PlacedNode } from './placed';

/** Ends of arrows at one side of a node are this far apart, or nearer where the side is short. */
const widestPitch = 12;
/** Where on its way an arrow carries its label: nearer its beginning, where arrows are further apart. */
const labelAt = 0.45;

/** The arrows between blocks: from the right side of the sender to the left side of the receiver. */
export function crossings(edges: readonly TopologyEdge[], nodes: readonly PlacedNode[]): PlacedEdge[] {
  const places = new Map(nodes.map((placed) => [placed.node.id, placed]));
  const starts = endsOf(edges, places, 'from', 'to');
  const ends = endsOf(edges, places, 'to', 'from');
  const labelled = labelledEdges(edges);
  return edges.flatMap((edge) => {
    const [from, to] = [places.get(edge.from), places.get(edge.to)];
    if (from === undefined || to === undefined) return [];
    const start = { x: rounded(from.x + from.width), y: starts.get(edge) ?? middle(from) };
    const end = { x: to.x, y: ends.get(edge) ?? middle(to) };
    const points = curveBetween(start, end);
    const text = edge.labels.join(', ');
    return [
      { edge, form: 'curve', points, ...(labelled.has(edge) ? { label: { ...along(points), text } } : {}) },
    ];
  });
}

/** Spreads the ends of arrows over the side of a node, in the order of their other ends. */
function endsOf(
  edges: readonly TopologyEdge[],
  places: ReadonlyMap<string, PlacedNode>,
  side: 'from' | 'to',
  other: 'from' | 'to',
): Map<TopologyEdge, number> {
  const heights = new Map<TopologyEdge, number>();
  for (const [id, together] of groupBy(edges, (edge) => edge[side])) {
    const place = places.get(id);
    if (place === undefined) continue;
    const level = (edge: TopologyEdge) => {
      const end = places.get(edge[other]);
      return end === undefined ? 0 : middle(end);
    };
    const ordered = together
      .map((edge, index) => ({ edge, index, height: level(edge) }))
      .sort((a, b) => a.height - b.height || a.index - b.index);
    const pitch = Math.min(widestPitch, place.height / (ordered.length + 1));
    const first = middle(place) - (pitch * (ordered.length - 1)) / 2;
    for (const [index, { edge }] of ordered.entries()) heights.set(edge, rounded(first + index * pitch));
  }
  return heights;
}

/** Arrows to one node that say the same say it once, on the one in their middle. */
function labelledEdges(edges: readonly TopologyEdge[]): Set<TopologyEdge> {
  const told = edges.filter(({ labels }) => labels.length > 0);
  const alike = groupBy(told, ({ to, labels }) => [to, ...labels].join('\n'));
  return new Set([...alike.values()].flatMap((group) => group[Math.floor((group.length - 1) / 2)] ?? []));
}

/** Level at both ends; one that leads back to the left swings out. */
function curveBetween(start: Point, end: Point): Point[] {
  const reach = rounded(Math.max(40, Math.abs(end.x - start.x) * 0.5));
  return [start, { x: rounded(start.x + reach), y: start.y }, { x: rounded(end.x - reach), y: end.y }, end];
}

function along(points: readonly Point[]): Point {
  const origin = { x: 0, y: 0 };
  const [a = origin, b = origin, c = origin, d = origin] = points;
  const [t, s] = [labelAt, 1 - labelAt];
  const at = (of: 'x' | 'y') =>
    rounded(s * s * s * a[of] + 3 * s * s * t * b[of] + 3 * s * t * t * c[of] + t * t * t * d[of]);
  return { x: at('x'), y: at('y') };
}
