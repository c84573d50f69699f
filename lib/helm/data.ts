import type { Data } from '../documents';

export { type Data, equal, isList } from '../documents';

/** A map of plain data; Helm's word for it. Nothing in this room changes data in place: every change makes a new table. */
export type Table = { [key: string]: Data };

export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The table with one key set; a computed key also keeps `__proto__` an ordinary key. */
export function withKey(table: Table, key: string, value: Data): Table {
  return { ...table, [key]: value };
}

export function withoutKey(table: Table, key: string): Table {
  if (!Object.hasOwn(table, key)) return table;
  return Object.fromEntries(Object.entries(table).filter(([name]) => name !== key));
}

/** Order of code points, which is also the byte order that Go sorts strings by. */
export function byCodePoint(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Entries in the order in which a template ranges over a map. */
export function sortedEntries(table: Table): [string, Data][] {
  return Object.entries(table).sort(([a], [b]) => byCodePoint(a, b));
}
