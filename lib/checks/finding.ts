import type { Data, Path } from '../documents';

/** How sure a finding is, and whether it may stop a run. */
export type Severity = 'error' | 'warning' | 'advice';

/** Severities from the gravest to the lightest, the order in which they are printed. */
export const severities: readonly Severity[] = ['error', 'warning', 'advice'];

/** A change of the values of a release that takes a fault away. */
export interface ValuesPatch {
  /** To be merged into the written values as Helm merges: maps deep, everything else replaces. */
  readonly write: { readonly [key: string]: Data };
  /** Paths of written values to take out before. */
  readonly drop?: readonly Path[];
}

/** One fault: what is wrong, where, why it matters and what to write instead. Absent members are not known. */
export interface Finding {
  /** Rule id, for instance `RF-1`, `KS-4`, `JG-9`. */
  readonly rule: string;
  /** `error` only where the collector, Helm, Flux or the API server is certain to fail or data is certain to be lost. */
  readonly severity: Severity;
  /** One sentence: what is wrong, naming the thing. */
  readonly message: string;
  /** One sentence: what happens in the cluster if it is merged as it is. */
  readonly why: string;
  /** One sentence: what to write instead. */
  readonly fix: string;
  /** Source file, as it was given or relative to the working directory. */
  readonly file?: string;
  /** Line in `file`, from 1. */
  readonly line?: number;
  /** Column in `file`, from 1. */
  readonly column?: number;
  /**
   * Where in the content: the collector's notation for a collector configuration
   * (`service::pipelines::traces`), dots and indices for other objects (`spec.template.spec.containers[0].image`).
   */
  readonly path?: string;
  /** Where the object is a release of the collector's chart and the mend is certain: the values to write. */
  readonly patch?: ValuesPatch;
  /** What the finding is about: a cdk8s construct path during synth, or `Kind namespace/name` of the object. */
  readonly construct?: string;
  /** Further places with the same habit, where the finding stands for all of them; its message counts them. */
  readonly more?: readonly Pick<Finding, 'message' | 'file' | 'line' | 'column' | 'path' | 'construct'>[];
}
