import type { Box } from './box';
import type { Point, Rectangle } from './geometry';
import type { TopologyEdge, TopologyGroup, TopologyNode } from './model';

export interface PlacedNode extends Rectangle {
  readonly node: TopologyNode;
  readonly box: Box;
}

export interface PlacedGroup extends Rectangle {
  readonly group: TopologyGroup;
}

export interface PlacedEdge {
  readonly edge: TopologyEdge;
  /** Corners of a smooth way, or the four points of one Bézier curve. */
  readonly points: readonly Point[];
  readonly form: 'spline' | 'curve';
  /** Middle of the label; absent where the arrow has none, or a neighbour shows the same one. */
  readonly label?: Point & { readonly text: string };
}

/** A part of the picture that is placed as a whole, with its upper left corner at the origin. */
export interface Block {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly groups: readonly PlacedGroup[];
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}
