import type { Path } from '../documents';
import type { Defaults } from './manifest';

/** What an engine is asked; the counterpart of the structs in `engine/judge`. */
export interface Questions {
  /** Asks for the types that are linked. */
  readonly about?: boolean;
  readonly judge?: readonly Question[];
  readonly play?: readonly Play[];
}

/** Pipelines and what happens to them; the counterpart of `engine/flow`. */
export interface Play {
  /** The effective configuration as JSON. */
  readonly config: string;
  /** Variables that it reads; others are empty. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly steps: readonly PlayStep[];
}

/** Signals of pipelines that can be played. */
export type PlayedSignal = 'traces' | 'metrics' | 'logs';

/** Data that comes in at a receiver, as OTLP, or a time in ms that passes. */
export type PlayStep =
  | { readonly receiver: string; readonly signal: PlayedSignal; readonly data: object }
  | { readonly wait: number };

/** What came of pipelines that were played. */
export interface PlayOutcome {
  readonly sent: readonly SentBatch[];
  /** Processors and connectors that the engine lacks: data passed the former by and ended at the latter. */
  readonly skipped: readonly string[];
  /** Why the pipelines did not start. */
  readonly refused?: string;
  /** What components answered that took no data. */
  readonly dropped: readonly string[];
}

/** One batch that an exporter got. */
export interface SentBatch {
  readonly exporter: string;
  readonly signal: PlayedSignal;
  /** OTLP as JSON has it. */
  readonly data: object;
  /** ms since the start. */
  readonly at: number;
}

/** One configuration to judge. */
export interface Question {
  /** The effective configuration as JSON, references to the environment as written. */
  readonly config: string;
  /** Variables of the environment whose values are known. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Signals that types carry which the engine may lack, by section and type; of a connector `traces metrics` for a way. */
  readonly signals?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Where in a component's life its configuration is refused. */
export type Stage = 'decode' | 'validate' | 'build' | 'start';

/** One thing that the collector refuses. */
export interface EngineFault {
  readonly stage: Stage;
  /** In the collector's words. */
  readonly message: string;
  /** The smallest part of the configuration without which it would not say so. */
  readonly path: Path;
}

/** What came of a question. */
export interface Verdict {
  readonly faults: readonly EngineFault[];
  /** Components of types that the engine lacks, as `receivers::prometheus/a`; they were taken for sound. */
  readonly strange: readonly string[];
  /** Components whose own code broke off inside the engine, with what it said; they were taken for sound too. */
  readonly broken?: readonly string[];
  /** Why the configuration could not be read at all. */
  readonly unread?: string;
}

/** What an engine answers. */
export interface Answers {
  readonly release: string;
  readonly components?: Readonly<Record<string, readonly string[]>>;
  readonly defaults?: Defaults;
  readonly judge: readonly Verdict[];
  readonly play?: readonly PlayOutcome[];
}
