import type { Table } from '../data';
import type { ExplainedBase } from '../explain';
import type { Release } from '../version';

/** Something that runs, is open or is missing though its author most likely did not mean it. */
export interface Surprise {
  /** Which kind of surprise: `pipeline-not-written`, `port-without-listener`, … */
  readonly id: string;
  /** One or two sentences: what runs, and what comes of it. */
  readonly message: string;
  /** Where, from the top of the values. */
  readonly paths: readonly string[];
  /** Values that prevent it, to be merged into the written ones; empty where something is to be dropped. */
  readonly write: Table;
  /** Dotted paths of written values to drop. */
  readonly drop?: readonly string[];
}

/** What a surprise is found in. */
export interface Evidence {
  readonly release: Release;
  /** Values as written. */
  readonly written: Table;
  readonly explained: ExplainedBase;
  /** The effective configuration; an empty map where the chart makes none. */
  readonly config: Table;
}

export type Detector = (evidence: Evidence) => readonly Surprise[];
