import type { Schema } from './schema';

/** The schema of a kind with what its references mean. */
export interface KindSchema {
  readonly schema: Schema;
  definition(name: string): Schema | undefined;
  /** True for a custom resource, in which server-side apply takes null for a value of the wrong type. */
  readonly isCustom?: boolean;
  /** Whose definition it is, where the cluster may hold that of another release: `cert-manager 1.21`. */
  readonly release?: string;
  /** True where the patterns came with the input: they are matched in linear time. */
  readonly patternsAreForeign?: boolean;
}
