import type { Place } from './nodes';

/** What stops a build for certain. */
export class BuildFault extends Error {
  constructor(
    message: string,
    readonly place: Place,
    /** What to write instead. */
    readonly fix: string,
  ) {
    super(message);
  }
}
