/** The part of dagre's graph that the layout uses (@dagrejs/dagre 3.1). */
export interface LayoutGraph {
  setGraph(options: {
    readonly rankdir: 'LR';
    readonly nodesep: number;
    readonly ranksep: number;
    readonly edgesep: number;
  }): void;
  setNode(id: string, size: { readonly width?: number; readonly height?: number }): void;
  setParent(id: string, parent: string): void;
  setEdge(from: string, to: string, options: object, name: string): void;
  node(id: string): {
    readonly x?: number;
    readonly y?: number;
    readonly width?: number;
    readonly height?: number;
  };
  edge(from: string, to: string, name: string): PlacedByDagre;
}

/** What the layout adds to an edge. */
export interface PlacedByDagre {
  readonly points?: readonly { readonly x: number; readonly y: number }[];
  readonly x?: number;
  readonly y?: number;
  readonly text?: string;
}

interface Dagre {
  readonly Graph: new (options: { readonly compound: boolean; readonly multigraph: boolean }) => LayoutGraph;
  layout(graph: LayoutGraph): void;
}

let loaded: Dagre | undefined;

/**
 * The layout library, loaded on first use. Its package holds a CommonJS build beside declarations for ES modules only,
 * so that a plain import of it does not compile here.
 */
export function dagre(): Dagre {
  loaded ??= require('@dagrejs/dagre') as Dagre;
  return loaded;
}
