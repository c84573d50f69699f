import type { Topology, TopologyEdge, TopologyGroup, TopologyNode } from './model';

/** A node as it is first drawn; lists may be left out. */
export type NewNode = Omit<TopologyNode, 'lines' | 'members' | 'sources'> &
  Partial<Pick<TopologyNode, 'lines' | 'members' | 'sources'>>;

/** Collects groups, nodes and edges; the first of an id stays, and edges between the same two nodes become one. */
export class Drawing {
  private readonly groups = new Map<string, TopologyGroup>();
  private readonly nodes = new Map<string, TopologyNode>();
  private readonly edges = new Map<string, TopologyEdge>();

  addGroup(group: TopologyGroup): string {
    if (!this.groups.has(group.id)) this.groups.set(group.id, group);
    return group.id;
  }

  addNode(node: NewNode): string {
    if (!this.nodes.has(node.id)) this.nodes.set(node.id, { lines: [], members: [], sources: [], ...node });
    return node.id;
  }

  hasNode(id: string): boolean {
    return this.nodes.has(id);
  }

  addEdge(from: string, to: string, kind: TopologyEdge['kind'], label?: string): void {
    const key = [from, to, kind].join('\n');
    const known = this.edges.get(key);
    const labels = known?.labels ?? [];
    const added = label === undefined || labels.includes(label) ? labels : [...labels, label];
    this.edges.set(key, { from, to, kind, labels: added });
  }

  /** The finished picture; edges whose ends were never drawn are left out. */
  topology(environment: string | undefined): Topology {
    return {
      ...(environment === undefined ? {} : { environment }),
      groups: [...this.groups.values()],
      nodes: [...this.nodes.values()],
      edges: [...this.edges.values()].filter(({ from, to }) => this.nodes.has(from) && this.nodes.has(to)),
    };
  }
}
