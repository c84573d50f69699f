/** Words that the random generators of the parts share. */
import fc from 'fast-check';

/** Any of some values, each as likely. */
export function one<T>(...values: readonly T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...values);
}

/** A map with some of the fields of a shape; `required` ones are always there. */
export function some<T, K extends keyof T = never>(
  shape: { [P in keyof T]: fc.Arbitrary<T[P]> },
  ...required: K[]
): fc.Arbitrary<fc.RecordValue<T, K>> {
  return fc.record(shape, { requiredKeys: required });
}

/** An alternative of `fc.oneof`, so many times as likely as one that counts once. */
export function times<T>(weight: number, arbitrary: fc.Arbitrary<T>): fc.WeightedArbitrary<T> {
  return { weight, arbitrary };
}

/** One of the good values, so many times as likely as one of the bad. */
export function usually<T>(weight: number, good: readonly T[], bad: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(times(weight, one(...good)), one(...bad));
}

/** The words of a text, for lists of nothing but words. */
export function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/);
}
