import type { SourceLocation } from '../../documents';
import type { BuildFault } from './fault';
import { type Place, positionOf } from './nodes';

/** What stops Flux for certain. */
export interface BuildProblem {
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
  readonly location: SourceLocation;
  /** The Kustomization whose build stops: its folder, or `namespace/name` of the Flux object. */
  readonly build: string;
}

/** What a build leaves out, so that nothing about it is judged. */
export interface NotBuilt {
  /** What is left out. */
  readonly what: string;
  readonly why: string;
  /** How to make it known. */
  readonly how: string;
  readonly location?: SourceLocation;
}

/** Gathers what a build brings up, each once. */
export class Reports {
  readonly problems: BuildProblem[] = [];
  readonly notBuilt: NotBuilt[] = [];
  readonly #seen = new Set<string>();

  problem(fault: BuildFault, build: string): void {
    const location = positionOf(fault.place);
    const key = JSON.stringify([fault.message, location]);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.problems.push({ message: fault.message, fix: fault.fix, location, build });
  }

  leaveOut(what: string, why: string, how: string, place?: Place): void {
    if (this.#seen.has(what)) return;
    this.#seen.add(what);
    this.notBuilt.push({ what, why, how, ...(place === undefined ? {} : { location: positionOf(place) }) });
  }
}
