import { collectorPath, type Data, type Path, type SourceLocation } from '../documents';
import type { Comments } from './comments';
import type { HandleNames } from './names';
import type { AdoptNote, AdoptNotes } from './notes';
import type { HiddenSecret } from './secrets';

/** What a configuration is adopted with. */
export interface AdoptContext {
  readonly config: { readonly [section: string]: Data };
  /** Collector release whose names the result takes. */
  readonly version: string;
  readonly notes: AdoptNotes;
  readonly names: HandleNames;
  /** Names that the program imports from the model. */
  readonly imports: Set<string>;
  /** Position of a path of the configuration in the source. */
  locate(path: Path): SourceLocation;
  readonly comments: Comments;
  /** Where the configuration stands in the document of the comments. */
  readonly prefix: Path;
  /** New ids of components whose type has another name in the chosen release, by class and old id. */
  readonly renamed: ReadonlyMap<string, string>;
  /** True where a missing `service.telemetry` must be written as an empty one, since CollectorChart would add its own. */
  readonly emptyTelemetry: boolean;
  /** Secrets that were taken out, by the name of their variable. */
  readonly hidden: ReadonlyMap<string, HiddenSecret>;
  /** True where the result goes through CollectorChart, which refuses null. */
  readonly refusesNull: boolean;
}

/** Notes something of a path of the configuration, which the message goes on from. */
export function note(context: AdoptContext, kind: AdoptNote['kind'], path: Path, message: string): void {
  context.notes.add(kind, context.locate(path), `${collectorPath(path)} ${message}`);
}

/** Comments at a path of the configuration. */
export function remarksAt(context: AdoptContext, path: Path) {
  return context.comments.take([...context.prefix, ...path]);
}

/** Comments behind the last entry of a path of the configuration. */
export function endAt(context: AdoptContext, path: Path): string[] {
  return context.comments.takeEnd([...context.prefix, ...path]);
}
