/**
 * The picture of an environment: which services send to which collector, what the collector does with it, and where it ends.
 *
 * 1. Read: `topologyOf` takes a tree with its collectors' effective configurations and makes a plain model.
 * 2. Write: `mermaid` and `svg` make text of the model, `connections` a table of what crosses the network.
 *
 * Pure: no files, no clock, no locale.
 */
export { kindName } from './box';
export { topologyOf } from './build';
export { type Connection, connections } from './connections';
export { mermaid } from './mermaid';
export type { NodeKind, Topology, TopologyEdge, TopologyGroup, TopologyNode, TopologySource } from './model';
export { themeRules } from './palette';
export { svg } from './svg';
