import type { Path } from '../documents';

/** What a node of the picture stands for. */
export type NodeKind =
  /** A workload of the tree that sends telemetry, or several that send alike. */
  | 'service'
  /** Workloads that send nothing. */
  | 'silent'
  | 'receiver'
  | 'processor'
  | 'exporter'
  | 'connector'
  | 'extension'
  /** Stands in a pipeline that has no processors. */
  | 'passage'
  /** A part of Jaeger: all-in-one, collector, query, ingester. */
  | 'jaeger'
  /** Where traces are kept. */
  | 'storage'
  /** A server that the tree does not hold, or that is neither a collector nor Jaeger. */
  | 'server'
  /** What an address leads to although nothing is there. */
  | 'missing';

/** A frame around nodes. */
export interface TopologyGroup {
  readonly id: string;
  readonly kind: 'services' | 'collector' | 'pipeline' | 'jaeger';
  readonly title: string;
  /** A second line: release, distribution and mode of a collector, strategy of Jaeger. */
  readonly detail?: string;
  /** The group around this one. */
  readonly parent?: string;
  readonly source?: TopologySource;
}

/** Where something of the picture is configured. */
export interface TopologySource {
  /** `HelmRelease observability/otel-collector`: the `construct` of findings about it. */
  readonly subject: string;
  /** Place in the effective configuration for what belongs to a collector, else in the object. */
  readonly path: Path;
}

/** One thing in the picture. */
export interface TopologyNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly title: string;
  /** Ports, protocols and addresses, one a line. */
  readonly lines: readonly string[];
  readonly group?: string;
  /** Names of what is bundled into this node; empty for a single thing. */
  readonly members: readonly string[];
  /** Where it is configured; several for a bundle. */
  readonly sources: readonly TopologySource[];
}

/** An arrow of the picture, in the direction in which the telemetry goes. */
export interface TopologyEdge {
  readonly from: string;
  readonly to: string;
  /** `telemetry` crosses the network, `flow` stays inside a collector, `uses` names an extension or reads a storage. */
  readonly kind: 'telemetry' | 'flow' | 'uses';
  /** Protocols and ports, `OTLP/HTTP 4318`; empty inside a collector. */
  readonly labels: readonly string[];
}

/** What runs in one environment and how telemetry goes through it. */
export interface Topology {
  readonly environment?: string;
  readonly groups: readonly TopologyGroup[];
  readonly nodes: readonly TopologyNode[];
  readonly edges: readonly TopologyEdge[];
}
