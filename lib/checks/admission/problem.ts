import type { Place } from '../../platform';

/** Something that the API server refuses in an object that its schema allows. */
export interface AdmissionProblem {
  readonly at: Place;
  /** What is said of the place: `has two handlers, exec and httpGet`. */
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
}

export type Problems = Generator<AdmissionProblem>;

export function refusal(at: Place, message: string, fix: string): AdmissionProblem {
  return { at, message, fix };
}
