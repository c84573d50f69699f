import type { Path } from '../../documents';

/** Something that the API server refuses in an object that its schema allows. */
export interface AdmissionProblem {
  readonly path: Path;
  /** What is said of the place: `has two handlers, exec and httpGet`. */
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
}

export type Problems = Generator<AdmissionProblem>;
