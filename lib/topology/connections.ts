import { sortedBy } from '../documents';
import type { Topology } from './model';

/** What crosses the network between two things of the picture. */
export interface Connection {
  readonly from: string;
  readonly to: string;
  /** Protocols and ports, `OTLP/HTTP 4318`; empty where they are not known. */
  readonly over: string;
}

/** Every connection over the network, a line each: bundles are taken apart, so that a changed service changes one line. */
export function connections(topology: Topology): Connection[] {
  const titles = new Map(topology.nodes.map((node) => [node.id, node]));
  const groups = new Map(topology.groups.map((group) => [group.id, group]));
  const nameOf = (id: string, member?: string) => {
    const node = titles.get(id);
    const group = groups.get(node?.group ?? '');
    const title = member ?? node?.title ?? id;
    return group === undefined ? title : `${group.title} / ${title}`;
  };
  const found = topology.edges
    .filter(({ kind }) => kind === 'telemetry')
    .flatMap(({ from, to, labels }) => {
      const members = titles.get(from)?.members ?? [];
      const names = members.length === 0 ? [nameOf(from)] : members.map((member) => nameOf(from, member));
      return names.map((name) => ({ from: name, to: nameOf(to), over: labels.join(', ') }));
    });
  return sortedBy(found, ({ from, to }) => `${from}\n${to}`);
}
