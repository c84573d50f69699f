import type { Schema } from './schema';

/** The schema of a kind with what its references mean. */
export interface KindSchema {
  readonly schema: Schema;
  definition(name: string): Schema | undefined;
  /** True where the patterns came with the input: they are matched in linear time. */
  readonly patternsAreForeign?: boolean;
}
