import type { Defaults } from './manifest';
import type { EngineFailure } from './process';
import type { Play, PlayOutcome, Question, Verdict } from './protocol';

/** The collector itself, as a judge of configurations. */
export interface Engine {
  /** Release of the collector that judges. */
  readonly release: string;
  /** Tells it from any other by its content. Absent: it is made for one run. */
  readonly identity?: string;
  /** True where a component type is linked, by section of the configuration (`processors`) and type as written. */
  knows(section: string, type: string): boolean;
  /** A verdict for each question, in order; a failure where it gave none. */
  judge(questions: readonly Question[]): readonly (Verdict | EngineFailure)[];
  /** What components have where nothing is written, by section and type; absent where it does not say. */
  readonly defaults?: Defaults;
  /** The engine of another release; undefined where it is not at hand. Absent: there is no other. */
  other?(release: string): Engine | undefined;
}

/** The collector itself, to run pipelines. */
export interface Player {
  readonly release: string;
  /** True where waits cost nothing: the clock is that of the run. False where it is the machine's. */
  readonly hasOwnClock: boolean;
  /** @throws EngineFailure where it gives no answer */
  play(play: Play): Promise<PlayOutcome>;
}
