import { either, may, must, object, oneOf, text } from './shape';

/** Which tags are taken. */
export type TagPolicy =
  /** The highest version in a range; prereleases only where the range names one: `>=0.0.0-0` takes any. */
  | { readonly semver: string }
  /** The highest, by `extract` (`$ts`), of those that match a regular expression (`^main-(?P<ts>[0-9]+)$`). */
  | {
      readonly pattern: string;
      readonly extract?: string;
      /** Default `numerical`. */
      readonly order?: 'numerical' | 'alphabetical';
    };

export const tagPolicy = either(
  object<Extract<TagPolicy, { semver: string }>>({ semver: must(text) }),
  object<Extract<TagPolicy, { pattern: string }>>({
    pattern: must(text),
    extract: may(text),
    order: may(oneOf('numerical', 'alphabetical')),
  }),
);
