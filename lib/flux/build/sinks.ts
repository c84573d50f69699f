import type { SourceLocation } from '../../documents';
import type { BuildFault } from './fault';
import { positionOf, type TextPlace } from './nodes';

/** What stops Flux for certain, or does harm that it gets over. */
export interface BuildProblem {
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
  readonly location: SourceLocation;
  /** The Kustomization whose build stops: its folder, or `namespace/name` of the Flux object. */
  readonly build: string;
  /** True where the build goes on all the same. */
  readonly goesOn?: true;
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

  problem(fault: BuildFault, build: string, goesOn = false): void {
    const { message, fix, place } = fault;
    this.#addProblem({ message, fix, location: positionOf(place), build, ...(goesOn ? { goesOn } : {}) });
  }

  leaveOut(what: string, why: string, how: string, place?: TextPlace): void {
    this.#addNotBuilt({ what, why, how, ...(place === undefined ? {} : { location: positionOf(place) }) });
  }

  /** Takes over what others have gathered. */
  adopt(other: Reports): void {
    for (const problem of other.problems) this.#addProblem(problem);
    for (const notBuilt of other.notBuilt) this.#addNotBuilt(notBuilt);
  }

  #addProblem(problem: BuildProblem): void {
    if (this.#isNew(JSON.stringify([problem.message, problem.location]))) this.problems.push(problem);
  }

  #addNotBuilt(notBuilt: NotBuilt): void {
    if (this.#isNew(notBuilt.what)) this.notBuilt.push(notBuilt);
  }

  #isNew(key: string): boolean {
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }
}
