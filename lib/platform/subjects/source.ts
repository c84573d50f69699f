import type { TextProblem } from '../../documents';
import type { CollectorSubject, ObjectSubject } from '../subject';
import type { AskedRelease } from './asked-release';
import type { RecordedFacts } from './environment';

/** One input: a file, a stream, or text of a program. */
export interface Source {
  /** Name by which findings call it: the path as it was given. */
  readonly name: string;
  /** Its content; absent where it could not be read. */
  readonly text?: string;
  /** Why there is no content: too large, no text. */
  readonly refusal?: { readonly rule: TextProblem['rule']; readonly message: string };
  /**
   * The folder that was given, where the file was found in one: what is no Kubernetes object in it may be anything and is passed
   * over. Absent for a file that was named itself: that must be something.
   */
  readonly base?: string;
}

/** What runs a bare configuration or takes a values file. */
export interface RuntimeOptions {
  /** Collector release; unknown where absent. */
  readonly collectorVersion?: string;
  /** `k8s`, `contrib`, `otelcol`; unknown where absent. */
  readonly distribution?: string;
  /** Version of the chart for a values file; the newest that is modelled where absent. */
  readonly chartVersion?: string;
  /** Release of Kubernetes that the cluster runs; the newest that is known where absent. */
  readonly kubernetesVersion?: string;
}

/** A problem of the input, before it is a finding. */
export interface SourceProblem {
  readonly rule: string;
  readonly message: string;
  /** What to write instead, where the rule's own `fix` can be made more exact. */
  readonly fix?: string;
  readonly path?: readonly (string | number)[];
  /** Where this case weighs less than the rule in general. */
  readonly severity?: 'warning';
  readonly location: { readonly file?: string; readonly line?: number; readonly column?: number };
  readonly subject?: ObjectSubject | CollectorSubject;
}

/** All sources of one environment, or all that belong to none. */
export interface SourceTree {
  readonly objects: readonly ObjectSubject[];
  readonly collectors: readonly CollectorSubject[];
  /** Releases of the collector's chart that no object asks for, whose collectors are among these. */
  readonly releases: readonly AskedRelease[];
  readonly problems: readonly SourceProblem[];
  readonly facts?: RecordedFacts;
  /** Every file relative to the environment's root, or to the folder that was given. */
  readonly files: readonly string[];
  /** True where the sources say what is applied to the cluster, so that what is missing is missing. */
  readonly complete: boolean;
}
