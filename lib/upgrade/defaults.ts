import { typeName } from '../collector/catalog';
import type { Component, Reading } from '../collector/effective';
import { at, type Data, field, isMap, minorOf, type Path } from '../documents';
import type { Engine } from '../engine';

/** A setting that nobody writes, and that a release sets otherwise. */
export interface FlippedDefault {
  readonly path: Path;
  readonly message: string;
}

/**
 * The settings of components that stand in none of their configurations and have another value in another release, as the two collectors
 * themselves tell them; nothing where one of them is not at hand.
 */
export function flippedDefaults(
  reading: Reading,
  engine: Engine | undefined,
  from: string,
  to: string,
): FlippedDefault[] {
  const [old, now] = [from, to].map((release) => engineOf(engine, release));
  if (old?.defaults === undefined || now?.defaults === undefined) return [];
  return reading.components.flatMap((component) => {
    const section = `${component.class}s`;
    const before = known(old, section, component);
    const after = known(now, section, component);
    return differences(before, after, component.body).map(({ path, was, is }) => ({
      path: [...component.path, ...path],
      message: `is ${is} where it is not written, from ${now.release} on at the latest; ${old.release} has ${was}`,
    }));
  });
}

function engineOf(engine: Engine | undefined, release: string): Engine | undefined {
  if (engine === undefined || minorOf(engine.release) === minorOf(release)) return engine;
  return engine.other?.(release);
}

/** What a release sets for a component: it may know the type under another name than the one that is written. */
function known({ defaults, release }: Engine, section: string, component: Component): Data | undefined {
  const { class: kind, type, writtenType } = component;
  const ofSection = defaults?.[section];
  return ofSection?.[writtenType] ?? ofSection?.[typeName(kind, type, release)] ?? ofSection?.[type];
}

/** A setting with both its values, as JSON. */
export interface Difference {
  readonly path: Path;
  readonly was: string;
  readonly is: string;
}

const hidden = '[REDACTED]';

/** The settings that two defaults have otherwise; what is written counts for both. */
export function differences(
  before: Data | undefined,
  after: Data | undefined,
  written: Data,
  path: Path = [],
): Difference[] {
  if (isMap(before) && isMap(after))
    return Object.keys(before).flatMap((key) =>
      differences(field(before, key), field(after, key), written, [...path, key]),
    );
  // A secret is told as hidden, be it empty or not.
  if (before === hidden || after === hidden) return [];
  const isTold = !isMap(before) && before !== undefined && !isMap(after) && after !== undefined;
  if (!isTold || JSON.stringify(before) === JSON.stringify(after) || at(written, path) !== undefined)
    return [];
  return [{ path, was: JSON.stringify(before), is: JSON.stringify(after) }];
}
