/**
 * What the functions of Helm's templates do with data: Go's text/template with Sprig, as far as the chart uses them.
 * null stands for Go's nil. Where the engine stops with an error these functions fail with a sentence for the author.
 */

import { ownValue } from '../documents';
import { type Data, equal, isTable, sortedEntries, type Table, withKey } from './data';
import { fail } from './failure';

/** Go's truth: null, false, 0, "", [] and {} are false. */
export function truthy(value: Data | undefined): value is Data {
  if (value === undefined || value === null || value === false || value === 0 || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

/** How a value is named in a sentence. */
export function kindOf(value: Data | undefined): string {
  if (value === undefined || value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

/** `.a.b.c`: a missing key is null, a key of null or of anything but a map stops the render. */
export function field(root: Data, path: readonly string[], at = ''): Data {
  let current: Data = root;
  let where = at;
  for (const name of path) {
    if (!isTable(current)) {
      return fail(
        `${where === '' ? 'The value' : where} is ${kindOf(current)}, but the chart reads \`${name}\` of it: write a map there, or leave the key out.`,
      );
    }
    current = ownValue(current, name) ?? null;
    where = where === '' ? name : `${where}.${name}`;
  }
  return current;
}

/** `(.a).b`: as `field`, but a missing or null holder gives null. */
export function softField(holder: Data | undefined, name: string, at: string): Data {
  return holder === null || holder === undefined ? null : field(holder, [name], at);
}

/** A value that a function of the template takes as a map and nothing else. */
export function table(value: Data | undefined, at: string): Table {
  if (isTable(value)) return value;
  return fail(`${at} is ${kindOf(value)} where the chart needs a map: write a map, or leave the key out.`);
}

/** `index map "key"`. */
export function index(holder: Data | undefined, key: string, at: string): Data {
  if (isTable(holder)) return ownValue(holder, key) ?? null;
  return fail(
    `${at} is ${kindOf(holder)}, but the chart looks up \`${key}\` in it: write a map, or leave the key out.`,
  );
}

/** The elements that `range` runs over: of a list in order, of a map in key order, none of null. */
export function elements(value: Data | undefined, at: string): [string | number, Data][] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.map((item, position) => [position, item]);
  if (isTable(value)) return sortedEntries(value);
  return fail(`${at} is ${kindOf(value)} where the chart runs over a list or a map.`);
}

/** `range` with each element replaced; keeps the kind of container. */
export function mapElements(
  value: Data,
  at: string,
  change: (item: Data, key: string | number) => Data,
): Data {
  if (Array.isArray(value)) return value.map((item, position) => change(item, position));
  let result = value;
  for (const [key, item] of elements(value, at))
    result = withKey(table(result, at), String(key), change(item, key));
  return result;
}

function list(value: Data | undefined, at: string): Data[] {
  if (Array.isArray(value)) return value;
  return fail(`${at} is ${kindOf(value)} where the chart adds to a list: write a list.`);
}

/** `uniq`. */
export function unique(items: Data[]): Data[] {
  const kept: Data[] = [];
  for (const item of items) if (!kept.some((other) => equal(other, item))) kept.push(item);
  return kept;
}

/** `append list item | uniq`. */
export function appended(value: Data | undefined, item: string, at: string): Data[] {
  return unique([...list(value, at), item]);
}

/** `prepend list item | uniq`. */
export function prepended(value: Data | undefined, item: Data, at: string): Data[] {
  return unique([item, ...list(value, at)]);
}

/** `mustWithout list item`. */
export function without(value: Data | undefined, item: string, at: string): Data[] {
  return list(value, at).filter((other) => other !== item);
}

/** `concat a b`. */
export function concatenated(a: Data | undefined, b: Data | undefined, at: string): Data[] {
  return [...list(a, at), ...list(b, at)];
}

/** `has item list`: false for null, an error for anything but a list. */
export function has(value: Data | undefined, item: string, at: string): boolean {
  if (value === undefined || value === null) return false;
  return list(value, at).includes(item);
}

/** `eq a "text"`: an error between different kinds of basic values, as between a number and text. */
export function equalsText(value: Data | undefined, text: string, at: string): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value === text;
  return fail(`${at} is ${kindOf(value)}, and the chart compares it with text: write text.`);
}

/** A value that a function of the template takes as text and nothing else. */
export function text(value: Data | undefined, at: string): string {
  if (typeof value === 'string') return value;
  return fail(`${at} is ${kindOf(value)} where the chart needs text: quote it, or leave the key out.`);
}

/** `default a b`: b, or a where b is empty. */
export function defaultTo(fallback: Data, value: Data | undefined): Data {
  return truthy(value) ? value : fallback;
}

/** `mustMergeOverwrite`: maps merge, anything else in a later table wins, null and empty values too. */
export function over(first: Table, ...later: Table[]): Table {
  return later.reduce(overOne, first);
}

function overOne(base: Table, top: Table): Table {
  const keys = Object.keys(top);
  if (keys.length === 0) return base;
  const merged = keys.map((key): [string, Data] => {
    const below = ownValue(base, key);
    const above = top[key] ?? null;
    return [key, isTable(above) && isTable(below) ? overOne(below, above) : above];
  });
  return { ...base, ...Object.fromEntries(merged) };
}

/** `mustMerge`: maps merge, anything else is taken only where the first has nothing or an empty value. */
export function fill(base: Table, source: Table): Table {
  const merged: [string, Data][] = [];
  for (const key of Object.keys(source)) {
    const below = ownValue(base, key);
    const above = source[key] ?? null;
    if (above === null) continue;
    if (isTable(above) && isTable(below)) merged.push([key, fill(below, above)]);
    else if (!truthy(below)) merged.push([key, above]);
  }
  return merged.length === 0 ? base : { ...base, ...Object.fromEntries(merged) };
}
