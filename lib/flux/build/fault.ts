import type { TextPlace } from './nodes';

/** What stops a build for certain. */
export class BuildFault extends Error {
  constructor(
    message: string,
    readonly place: TextPlace,
    /** What to write instead. */
    readonly fix: string,
  ) {
    super(message);
  }
}
