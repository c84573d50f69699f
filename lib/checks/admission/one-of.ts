import { type Data, isMap, isSet, type Path } from '../../documents';
import type { Problems } from './problem';

/** A map of which exactly one of some keys must be set. */
export interface OneOf {
  readonly keys: readonly string[];
  /** `handler`, for the message. */
  readonly noun: string;
  /** False where newer releases may know further keys, so that none of these is no fault. Default: true. */
  readonly needed?: boolean;
}

export function* validateOneOf(
  data: Data | undefined,
  path: Path,
  { keys, noun, needed = true }: OneOf,
): Problems {
  if (!isMap(data)) return;
  const set = keys.filter((key) => isSet(data[key]));
  const known = keys.join(', ');
  if (set.length > 1)
    yield {
      path,
      message: `has more than one ${noun}: ${set.join(' and ')}`,
      fix: `Keep one of ${set.join(' and ')}.`,
    };
  if (set.length === 0 && needed) yield { path, message: `has no ${noun}`, fix: `Write one of ${known}.` };
}
