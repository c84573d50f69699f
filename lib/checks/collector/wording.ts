import { closest, distance } from 'fastest-levenshtein';
import type { Path } from '../subject';

/** A path in the collector's own notation: `service::pipelines::traces`, indices as `[1]`. */
export function notation(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}::${step}`),
    '',
  );
}

/** `"a", "b" and "c"`; empty text for an empty list. */
export function listed(names: readonly string[], conjunction = 'and'): string {
  const quoted = names.map((name) => `"${name}"`);
  const last = quoted.pop();
  if (last === undefined) return '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} ${conjunction} ${last}`;
}

/** The known name that a mistyped one was probably meant to be; undefined where none is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const candidates = known.filter((candidate) => candidate !== name);
  if (candidates.length === 0) return undefined;
  const best = closest(name, candidates);
  return distance(name, best) <= Math.max(2, Math.floor(name.length / 3)) ? best : undefined;
}

/** `; did you mean "otlp"?`, or an empty text where no known name is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  const guess = nearest(name, known);
  return guess === undefined ? '' : `; did you mean "${guess}"?`;
}
