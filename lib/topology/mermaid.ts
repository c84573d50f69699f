import { mermaidText } from '../documents';
import type { NodeKind, Topology, TopologyEdge, TopologyGroup, TopologyNode } from './model';

/**
 * The picture as a Mermaid flowchart. Node names are made of what they stand for, so that a change of one component
 * changes its own lines only.
 */
export function mermaid(topology: Topology): string {
  const writer = new MermaidWriter(topology);
  return ['flowchart LR', ...writer.lines(), ''].join('\n');
}

/** Opening and closing of the shape of a node. */
const shapes: { readonly [Kind in NodeKind]: readonly [string, string] } = {
  service: ['([', '])'],
  silent: ['([', '])'],
  receiver: ['>', ']'],
  processor: ['[', ']'],
  exporter: ['[/', '\\]'],
  connector: ['{{', '}}'],
  extension: ['[[', ']]'],
  passage: ['[', ']'],
  jaeger: ['[', ']'],
  storage: ['[(', ')]'],
  server: ['(', ')'],
  missing: ['[', ']'],
};

/** More members than this are told by their number. */
const mostListedMembers = 12;

class MermaidWriter {
  private readonly names = new Map<string, string>();
  private readonly taken = new Set<string>();

  constructor(private readonly topology: Topology) {}

  lines(): string[] {
    const { groups, nodes, edges } = this.topology;
    return [
      ...groups.filter(({ parent }) => parent === undefined).flatMap((group) => this.group(group, '  ')),
      ...nodes.filter(({ group }) => group === undefined).map((node) => `  ${this.node(node)}`),
      ...edges.map((edge) => `  ${this.edge(edge)}`),
      ...this.classes(),
    ];
  }

  private group(group: TopologyGroup, indent: string): string[] {
    const { groups, nodes } = this.topology;
    const title = group.detail === undefined ? group.title : `${group.title}: ${group.detail}`;
    return [
      `${indent}subgraph ${this.name(group.id)}["${mermaidText(title)}"]`,
      ...groups
        .filter(({ parent }) => parent === group.id)
        .flatMap((child) => this.group(child, `${indent}  `)),
      ...nodes.filter((node) => node.group === group.id).map((node) => `${indent}  ${this.node(node)}`),
      `${indent}end`,
    ];
  }

  private node(node: TopologyNode): string {
    const [open, close] = shapes[node.kind];
    const text = [node.title, ...node.lines, ...memberLines(node.members)].map(mermaidText).join('<br/>');
    return `${this.name(node.id)}${open}"${text}"${close}`;
  }

  private edge({ from, to, kind, labels }: TopologyEdge): string {
    const arrow = kind === 'uses' ? '-.->' : kind === 'telemetry' ? '==>' : '-->';
    const label = labels.length === 0 ? '' : `|"${labels.map(mermaidText).join('<br/>')}"|`;
    return `${this.name(from)} ${arrow}${label} ${this.name(to)}`;
  }

  private classes(): string[] {
    const missing = this.topology.nodes
      .filter(({ kind }) => kind === 'missing')
      .map(({ id }) => this.name(id));
    if (missing.length === 0) return [];
    return [
      '  classDef missing stroke:#c62828,stroke-width:2px,stroke-dasharray:4',
      `  class ${missing.join(',')} missing`,
    ];
  }

  /** A word that Mermaid takes for a name, unlike any other; the words that it reserves do not come up with a kind before them. */
  private name(id: string): string {
    const known = this.names.get(id);
    if (known !== undefined) return known;
    const word = id
      .replace(/[^A-Za-z0-9]+/g, '_')
      .replace(/^_|_$/g, '')
      .slice(0, 80);
    let name = word;
    for (let count = 2; this.taken.has(name); count++) name = `${word}_${count}`;
    this.taken.add(name);
    this.names.set(id, name);
    return name;
  }
}

function memberLines(members: readonly string[]): string[] {
  if (members.length <= mostListedMembers) return [...members];
  return [...members.slice(0, mostListedMembers - 1), `and ${members.length - mostListedMembers + 1} more`];
}
