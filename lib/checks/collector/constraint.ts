import { durationOf, goRegexpFault, listed } from '../../collector/effective';
import {
  type Data,
  entries,
  field,
  isEmpty,
  isMap,
  isSet,
  items,
  knownNumber,
  knownText,
  nearest,
  type Path,
} from '../../documents';

/** What a value breaks, at a place below the component. */
export interface Fault {
  readonly path: Path;
  /** What is wrong, to be read after the place: `must be positive, and is 0`. */
  readonly message: string;
  readonly fix?: string;
  /** `warning` where the component takes the value, but not for what was probably meant. */
  readonly severity?: 'warning';
  /** The value is none of those that are known; a later release may know more. */
  readonly isOutsideSet?: true;
}

/** Judges a value; absent, null and `${…}` values pass unless the constraint is about presence. */
export type Constraint = (value: Data | undefined, path: Path) => Iterable<Fault>;

/** What one component type demands of its configuration. */
export interface ComponentConstraints {
  /** Judged by the component's Validate and by decoding: for every component that is written, used or not. */
  readonly configuration?: Constraint;
  /** Judged when the component is built or started: only for components that run. */
  readonly start?: Constraint;
  /** Judged when the component is built for a signal: for each signal of the pipelines that name it. */
  readonly inPipeline?: (signal: string) => Constraint;
}

/** All of several constraints. */
export function all(...constraints: readonly Constraint[]): Constraint {
  return function* (value, path) {
    for (const constraint of constraints) yield* constraint(value, path);
  };
}

/** Constraints of a map's fields. */
export function fields(constraints: { readonly [name: string]: Constraint }): Constraint {
  const list = Object.entries(constraints);
  return function* (value, path) {
    if (!isMap(value)) return;
    for (const [name, constraint] of list) yield* constraint(field(value, name), [...path, name]);
  };
}

/** The same constraint of several fields. */
export function alike(names: readonly string[], constraint: Constraint): Constraint {
  return fields(Object.fromEntries(names.map((name) => [name, constraint])));
}

/** A constraint of each item of a list. */
export function each(constraint: Constraint): Constraint {
  return function* (value, path) {
    for (const [index, item] of items(value).entries()) yield* constraint(item, [...path, index]);
  };
}

/** A constraint of each value of a map. */
export function values(constraint: Constraint): Constraint {
  return function* (value, path) {
    for (const [key, item] of entries(value)) yield* constraint(item, [...path, key]);
  };
}

/** A constraint that holds only where the condition does. */
export function when(condition: (value: Data | undefined) => boolean, constraint: Constraint): Constraint {
  return function* (value, path) {
    if (condition(value)) yield* constraint(value, path);
  };
}

/** The value is at fault where a condition holds, or what stands `at` a place below it. */
export function refused(
  condition: (value: Data | undefined) => boolean,
  message: string,
  { at = [], ...more }: Partial<Pick<Fault, 'fix' | 'severity'>> & { readonly at?: Path } = {},
): Constraint {
  return function* (value, path) {
    if (condition(value)) yield { path: [...path, ...at], message, ...more };
  };
}

/** A text that is known matches; `fault` says what it must be. */
export function matches(pattern: RegExp, fault: string, more: Pick<Fault, 'fix'> = {}): Constraint {
  return function* (value, path) {
    const text = knownText(value);
    if (text !== undefined && !pattern.test(text))
      yield { path, message: `${fault}, and is "${text}"`, ...more };
  };
}

/** The text is one of the given ones. */
export function oneOf(...known: readonly string[]): Constraint {
  return enumeration(known, (text) => text);
}

/** The text is one of the given ones, in whatever case. */
export function oneOfAnyCase(...known: readonly string[]): Constraint {
  return enumeration(known, (text) => text.toLowerCase());
}

function enumeration(known: readonly string[], fold: (text: string) => string): Constraint {
  const folded = new Set(known.map(fold));
  return function* (value, path) {
    const text = knownText(value);
    if (text === undefined || folded.has(fold(text))) return;
    const shown = known.filter((name) => name !== '');
    const guess = nearest(text, shown);
    yield {
      path,
      message: `must be ${shown.length > 12 ? 'one of the known names' : listed(shown, 'or')}, and is "${text}"`,
      isOutsideSet: true,
      ...(guess === undefined ? {} : { fix: `Write "${guess}".` }),
    };
  };
}

/** Bounds of a number. */
export interface Bounds {
  readonly atLeast?: number;
  readonly above?: number;
  readonly atMost?: number;
}

/** The number lies within bounds. */
export function within(bounds: Bounds): Constraint {
  return function* (value, path) {
    const number = knownNumber(value);
    const fault = number === undefined ? undefined : boundFault(number, bounds);
    if (fault !== undefined) yield { path, message: `${fault}, and is ${number}` };
  };
}

function boundFault(value: number, { atLeast, above, atMost }: Bounds): string | undefined {
  if (above !== undefined && value <= above)
    return above === 0 ? 'must be positive' : `must be greater than ${above}`;
  if (atLeast !== undefined && value < atLeast)
    return atLeast === 0 ? 'must not be negative' : `must be at least ${atLeast}`;
  return atMost !== undefined && value > atMost ? `must be at most ${atMost}` : undefined;
}

/** The duration is greater than zero. A text that is not a duration is left to CV-5. */
export const positiveDuration: Constraint = durationWithin({ above: 0 });
/** The duration is zero or more. A text that is not a duration is left to CV-5. */
export const nonNegativeDuration: Constraint = durationWithin({ atLeast: 0 });

/** The duration lies within bounds, in nanoseconds. */
export function durationWithin(bounds: Bounds): Constraint {
  return function* (value, path) {
    const duration = durationOf(value);
    const fault = duration === undefined ? undefined : boundFault(duration, bounds);
    if (fault !== undefined) yield { path, message: `${fault}, and is ${String(value)}` };
  };
}

/** The text is a regular expression that Go compiles. */
export const goRegexp: Constraint = function* (value, path) {
  const text = knownText(value);
  const fault = text === undefined ? undefined : goRegexpFault(text);
  if (fault !== undefined) yield { path, message: `is not a regular expression that Go compiles: ${fault}` };
};

/** A value is written, and is not an empty text, list or map. */
export const present = refused(isEmpty, 'is required');

/** A list or map that is written is not empty, and one that is not written is required too. */
export const notEmpty = refused(isEmpty, 'must not be empty');

/** A text that is written is not empty. */
export const nonEmptyText = refused((value) => value === '', 'must not be empty');

/** A list that is written holds something; one that is not has its default. */
export const nonEmptyList = refused(
  (value) => Array.isArray(value) && value.length === 0,
  'must not be empty',
);

/** A text that is written begins with a slash; an empty one does not. */
export const absolutePath = matches(/^\//, 'must begin with "/"');

/** At least one of the fields is written and not empty. A null body is judged as an empty one. */
export function needsOneOf(...names: readonly string[]): Constraint {
  return needsOne(names, isEmpty);
}

/** At least one of the fields is written, be it null or empty. */
export function needsKeyOf(...names: readonly string[]): Constraint {
  return needsOne(names, (value) => value === undefined);
}

function needsOne(names: readonly string[], isAbsent: (value: Data | undefined) => boolean): Constraint {
  const wanted = listed(names, 'or');
  return refused(
    (value) => (!isSet(value) || isMap(value)) && names.every((name) => isAbsent(field(value, name))),
    `must have ${wanted}`,
    { fix: `Write ${wanted}.` },
  );
}

/** At most one of the fields is written and not empty; the later one is at fault. */
export function excludes(...names: readonly string[]): Constraint {
  return function* (value, path) {
    const written = names.filter((name) => !isEmpty(field(value, name)));
    if (written.length < 2) return;
    const last = written[written.length - 1] ?? '';
    yield {
      path: [...path, last],
      message: `excludes ${listed(written.slice(0, -1))}`,
      fix: `Keep one of ${listed(written)}.`,
    };
  };
}

/** Each text of a list is there once. */
export function distinct(fold: (text: string) => string = (text) => text): Constraint {
  return function* (value, path) {
    const seen = new Set<string>();
    for (const [index, item] of items(value).entries()) {
      const text = knownText(item);
      if (text === undefined) continue;
      if (seen.has(fold(text))) yield { path: [...path, index], message: `repeats "${text}"` };
      seen.add(fold(text));
    }
  };
}

/** No two items of a list say the same in a field; what is empty does not count. */
export function distinctIn(name: string): Constraint {
  return function* (list, path) {
    const texts = items(list).map((item) => field(item, name) || null);
    for (const fault of distinct()(texts, path)) yield { ...fault, path: [...fault.path, name] };
  };
}
