/** A mutant that no test can notice, since the program does the same with it. */
export interface Equivalent {
  readonly file: string;
  /** The line with the mutant in it, without blanks around. */
  readonly line: string;
  readonly why: string;
}

export const equivalent: readonly Equivalent[] = [];
