import type { SourceLocation } from '../documents';

/** Something that the reader of an adopted configuration should know. */
export interface AdoptNote {
  /**
   * `lost`: the program does not say what the input said, so somebody must decide. `changed`: it says the same in another way.
   * `kept`: it is carried as it is, though neither compiler nor checks can judge it.
   */
  readonly kind: 'lost' | 'changed' | 'kept';
  /** One sentence: what, and what to do where something is to be done. */
  readonly message: string;
  readonly location: SourceLocation;
}

/** Collects notes, each once. */
export class AdoptNotes {
  private readonly found = new Map<string, AdoptNote>();

  add(kind: AdoptNote['kind'], location: SourceLocation, message: string): void {
    const key = [kind, location.line, location.column, message].join('\n');
    if (!this.found.has(key)) this.found.set(key, { kind, message, location });
  }

  /** In the order of the source. */
  all(): AdoptNote[] {
    return [...this.found.values()].sort((a, b) => (a.location.line ?? 0) - (b.location.line ?? 0));
  }
}
