/** A position in a source file; members are absent where not known. */
export interface SourceLocation {
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
}
