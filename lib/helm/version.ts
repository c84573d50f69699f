import type { Table } from './data';
import type { ChartVersion, VersionSpan } from './model';
import type { PartTable } from './part';

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
  /** Minor version of Kubernetes that Helm renders for; the newest where absent. */
  readonly kubernetesMinor?: number;
}

/** A component that a step renames; what it holds keeps its author. */
export interface Move {
  /** `receivers` or `processors`. */
  readonly section: string;
  readonly from: string;
  readonly to: string;
}

/** One step from values to the collector's configuration, in the order in which the chart takes them. */
export interface ConfigStep {
  /** Who, as it is printed behind a line: `preset kubernetesAttributes`. */
  readonly label: string;
  /** Versions that take the step; absent where all do. */
  readonly span?: VersionSpan;
  applies(release: Release): boolean;
  /** The configuration after the step; fails where the chart's template stops. */
  apply(config: Table, release: Release): Table;
  /** What the step would rename in this configuration. */
  moves?(config: Table, release: Release): readonly Move[];
  /** What the step makes of an item of a list, where it renames it. */
  renames?(item: string): string;
}

/** Something that the chart says or refuses in its notes. */
export interface ChartNote {
  /** Versions that say it; absent where all do. */
  readonly span?: VersionSpan;
  /** The text: of the failure, or of each warning. */
  readonly say: (release: Release) => readonly string[];
  /** Whether it stops the release. */
  readonly fails: boolean;
}

/** An object as a template makes it, each part with the place in the values that it was taken from. */
export type MadeObject = PartTable;

/** One template of the chart: the objects that it makes, none where its condition does not hold. */
export type ObjectTemplate = (release: Release) => readonly MadeObject[];
