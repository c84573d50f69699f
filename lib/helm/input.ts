import { type Data, isTable, type Table } from './data';
import { fail } from './failure';

/** Helm reads values as JSON data; deeper nesting than this is refused before anything can overflow. */
const deepest = 500;

/**
 * A copy of anything as the plain data that a values file would hold: undefined keys are left out, dates become text.
 * Fails on what no values file can hold: functions, symbols, big integers, NaN and infinities, cycles.
 */
export function valuesTable(values: unknown): Table {
  if (values === undefined || values === null) return {};
  const data = plain(values, '', 0);
  if (!isTable(data)) {
    return fail('The values are not a map: write `key: value` pairs at the top of the values.');
  }
  return data;
}

function plain(value: unknown, at: string, depth: number): Data {
  if (depth > deepest)
    return fail(
      `The values are nested deeper than ${deepest} levels (or hold themselves) at ${shorten(at)}: write flat data.`,
    );
  switch (typeof value) {
    case 'string':
      return value.isWellFormed() ? value : value.toWellFormed();
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isFinite(value))
        return fail(`${at} is ${value}, which no values file can hold: write a finite number.`);
      return value === 0 ? 0 : value;
    case 'undefined':
      return null;
    case 'object':
      break;
    default:
      return fail(
        `${at === '' ? 'The values are' : `${at} is`} a ${typeof value}, which no values file can hold: write plain data.`,
      );
  }
  if (value === null) return null;
  if (Array.isArray(value))
    return Array.from(value, (item, position) => plain(item, `${at}[${position}]`, depth + 1));
  if (value instanceof Date) return value.toJSON();
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, plain(item, at === '' ? key : `${at}.${key}`, depth + 1)]),
  );
}

function shorten(path: string): string {
  return path.length <= 80 ? path : `${path.slice(0, 80)}…`;
}
