import type { Path } from '../../documents';

/** What is wrong with a document by its schema. */
export interface SchemaProblem {
  /** `unknown` field, wrong `type`, `null` where it is not a value, `missing` field, value outside its `range`, broken `rule` of a definition. */
  readonly kind: 'unknown' | 'type' | 'null' | 'missing' | 'range' | 'rule';
  readonly path: Path;
  /** One sentence without the place. */
  readonly message: string;
  /** True where a word is nearly one that is known, so that it can hardly come from another release. */
  readonly isSlip?: true;
  /** What to write instead, where that can be told. */
  readonly fix?: string;
}

/** A place in a document, built while going down and written out only where something is wrong. */
export interface PlaceStep {
  readonly up: PlaceStep | undefined;
  readonly key: string | number;
}

/** The path from the root to a place. */
export function pathOf(step: PlaceStep | undefined): Path {
  const path: (string | number)[] = [];
  for (let at = step; at !== undefined; at = at.up) path.unshift(at.key);
  return path;
}
