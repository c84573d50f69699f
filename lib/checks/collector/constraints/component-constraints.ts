import type { Constraint } from '../constraint';

/** What one component type demands of its configuration. */
export interface ComponentConstraints {
  /** Judged by the component's Validate and by decoding: for every component that is written, used or not. */
  readonly configuration?: Constraint;
  /** Judged when the component is built or started: only for components that run. */
  readonly start?: Constraint;
  /** Judged when the component is built for a signal: for each signal of the pipelines that name it. */
  readonly inPipeline?: (signal: string) => Constraint;
}
