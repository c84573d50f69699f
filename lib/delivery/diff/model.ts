import type { Data } from '../../checks';

/** A place inside an object: keys, list indices, and for named list items `[name]`. */
export type FieldPath = string;

/** One difference inside an object. */
export interface FieldChange {
  readonly change: 'added' | 'removed' | 'changed' | 'moved';
  /** `spec.template.spec.containers[orders].image`. */
  readonly path: FieldPath;
  /** Absent for what was added, and for what must not be shown. */
  readonly before?: Data;
  /** Absent for what was removed, and for what must not be shown. */
  readonly after?: Data;
  /** In words, where values say too little: how a list was reordered, that a secret value is not shown. */
  readonly note?: string;
}

/** What became of one object. */
export interface ObjectDiff {
  readonly change: 'added' | 'removed' | 'changed';
  readonly apiVersion: string;
  readonly kind: string;
  /** Absent for cluster-scoped objects. */
  readonly namespace?: string;
  readonly name: string;
  /** Its file, relative to the environment; the former one for a removed object. */
  readonly file: string;
  /** Every difference; empty for added and removed objects. */
  readonly fields: readonly FieldChange[];
  /** What the differences mean, one sentence each: what changed in a collector's effective graph, for instance. */
  readonly remarks: readonly string[];
  /** Paths that the remarks speak for, so that people need not read them again. */
  readonly told: readonly string[];
}

/** Pods that start anew when this is merged. */
export interface Restart {
  /** `Deployment develop/orders`. */
  readonly object: string;
  /** What causes it, shortly: `image`, `the collector's configuration`. */
  readonly reason: string;
  /** False where it depends on what cannot be known here. */
  readonly certain: boolean;
}

/** An object that Flux takes out of the cluster, or leaves there although its file is gone. */
export interface Deletion {
  readonly object: string;
  /** `delete`: Flux deletes it. `keep`: it stays in the cluster. `unknown`: no Flux Kustomization of the tree applies it. */
  readonly outcome: 'delete' | 'keep' | 'unknown';
  /** Why, and what follows from it. */
  readonly reason: string;
  /** True where data or much more than the object itself is lost. */
  readonly alarming: boolean;
}

/** What changed in one environment. */
export interface EnvironmentDiff {
  readonly environment: string;
  readonly objects: readonly ObjectDiff[];
  readonly restarts: readonly Restart[];
  readonly deletions: readonly Deletion[];
  /** What must not be overlooked, one sentence each; alarming deletions not repeated. */
  readonly warnings: readonly string[];
}

/** What changed between two trees. */
export interface TreeDiff {
  /** Environments with differences only. */
  readonly environments: readonly EnvironmentDiff[];
  /** Files that could not be read as YAML, one sentence each. */
  readonly problems: readonly string[];
}

/** True where nothing changed. */
export function isSame(diff: TreeDiff): boolean {
  return diff.environments.length === 0;
}
