import { ownValue } from '../documents';
import { type Data, isTable, type Table } from './data';

/** The values that the chart's templates see, and what Helm says while it makes them. */
export interface Coalesced {
  readonly values: Table;
  readonly warnings: readonly string[];
}

/**
 * Lays written values over the chart's defaults as Helm does: maps merge at any depth, a list or scalar replaces the
 * default whole, and null removes a default. A null without a default stays.
 */
export function coalesce(defaults: Table, written: Table): Coalesced {
  const warnings: string[] = [];
  return { values: merged(defaults, written, '', warnings), warnings };
}

function merged(defaults: Table, written: Table, at: string, warnings: string[]): Table {
  const result: [string, Data][] = [];
  for (const key of Object.keys(defaults)) {
    if (!Object.hasOwn(written, key)) result.push([key, defaults[key] ?? null]);
  }
  for (const key of Object.keys(written)) {
    const path = at === '' ? key : `${at}.${key}`;
    const below = ownValue(defaults, key);
    const above = written[key] ?? null;
    if (above === null && below !== undefined) continue;
    if (isTable(above) && isTable(below)) {
      result.push([key, merged(below, above, path, warnings)]);
      continue;
    }
    if (isTable(below))
      warnings.push(
        `${path} replaces the chart's map by ${Array.isArray(above) ? 'a list' : 'a scalar'}: every default below it is gone.`,
      );
    else if (isTable(above) && below !== undefined && below !== null)
      warnings.push(`${path} is a map where the chart's default is none.`);
    result.push([key, above]);
  }
  return Object.fromEntries(result);
}
