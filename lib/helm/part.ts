import { ownValue } from '../documents';
import type { Data, Table } from './data';

/** A place in the values: keys and list indices from their top. */
export type ValuesPath = readonly (string | number)[];

/** A part of an object that comes from a place in the values. */
export class Taken {
  constructor(
    readonly part: Part,
    readonly source: ValuesPath,
  ) {}
}

/** An object under construction: plain data with the places that it was taken from; undefined entries are left out. */
export type Part = null | boolean | number | string | Taken | readonly Part[] | PartTable;

export interface PartTable {
  readonly [key: string]: Part | undefined;
}

/** The object itself. */
export function plain(part: Part): Data {
  if (part instanceof Taken) return plain(part.part);
  if (isPartList(part)) return part.map(plain);
  if (part === null || typeof part !== 'object') return part;
  return plainTable(part);
}

export function plainTable(parts: PartTable): Table {
  const result: [string, Data][] = [];
  for (const [key, part] of Object.entries(parts)) if (part !== undefined) result.push([key, plain(part)]);
  return Object.fromEntries(result);
}

/**
 * Where in the values a place of the object comes from: what was taken nearest above it, and the rest of the path
 * below; undefined where the chart alone makes it.
 */
export function sourceIn(object: Part, path: ValuesPath): ValuesPath | undefined {
  let here: Part | undefined = object;
  let source: ValuesPath | undefined;
  for (const step of path) {
    while (here instanceof Taken) {
      source = here.source;
      here = here.part;
    }
    source = source === undefined ? undefined : [...source, step];
    here = below(here, step);
  }
  while (here instanceof Taken) {
    source = here.source;
    here = here.part;
  }
  return source;
}

function below(part: Part | undefined, step: string | number): Part | undefined {
  if (part === undefined || part === null || typeof part !== 'object' || part instanceof Taken)
    return undefined;
  if (isPartList(part)) return typeof step === 'number' ? part[step] : undefined;
  return ownValue(part, String(step));
}

function isPartList(part: Part): part is readonly Part[] {
  return Array.isArray(part);
}
