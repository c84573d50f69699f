import type { Data, Table } from './data';
import type { ChartVersion, Span } from './model';

/** The workload that the chart makes. */
export type Mode = 'deployment' | 'daemonset' | 'statefulset';

export type { ChartVersion } from './model';

/** What every part of the model reads: one release of one chart version. */
export interface Release {
  readonly chart: ChartVersion;
  /** Values as the templates see them: written values over the chart's defaults. */
  readonly values: Table;
  /** Helm release name. */
  readonly name: string;
  /** Namespace of the Helm release, before `namespaceOverride`. */
  readonly namespace: string;
}

/** A component that a step renames; what it holds keeps its author. */
export interface Move {
  /** `receivers` or `processors`. */
  readonly section: string;
  readonly from: string;
  readonly to: string;
}

/** One step from values to the collector's configuration, in the order in which the chart takes them. */
export interface Step {
  /** Who, as it is printed behind a line: `preset kubernetesAttributes`. */
  readonly label: string;
  /** Versions that take the step; absent where all do. */
  readonly span?: Span;
  applies(release: Release): boolean;
  /** The configuration after the step; fails where the chart's template stops. */
  apply(config: Table, release: Release): Table;
  /** What the step would rename in this configuration. */
  moves?(config: Table, release: Release): readonly Move[];
  /** What the step makes of an item of a list, where it renames it. */
  renames?(item: string): string;
}

/** Something that the chart says or refuses in its notes. */
export interface Note {
  /** Versions that say it; absent where all do. */
  readonly span?: Span;
  /** The text: of the failure, or of each warning. */
  readonly say: (release: Release) => readonly string[];
  /** Whether it stops the release. */
  readonly fails: boolean;
}

/** Identity of an object that a release makes. */
export interface ObjectName {
  readonly kind: string;
  readonly name: string;
  /** Absent for cluster-scoped kinds. */
  readonly namespace?: string;
}

/** One template of the chart: the objects that it makes, none where its condition does not hold. */
export type ObjectTemplate = (release: Release) => readonly ObjectName[];

/** Variables that the chart gives the collector's container under a condition. */
export interface EnvironmentGroup {
  /** Versions that have the group; absent where all do. */
  readonly span?: Span;
  readonly variables: readonly string[];
  readonly applies: (release: Release) => boolean;
}

/** A group of rules in the chart's ClusterRole. */
export interface RuleGroup {
  /** Versions that have the group; absent where all do. */
  readonly span?: Span;
  readonly applies: (release: Release) => boolean;
  readonly rules: (release: Release) => readonly Data[];
}
