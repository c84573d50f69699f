import { at, ownValue } from '../documents';
import { type Data, equal, isTable, type Table } from './data';
import { chartDefault, type Origin, written } from './origin';

/** One difference between what the author wrote as configuration and what runs. */
export interface Change {
  readonly kind: 'added' | 'changed' | 'lost';
  /** In the effective configuration for `added` and `changed`; from the top of the values for `lost`. */
  readonly path: readonly (string | number)[];
  /** Who did it: `chart default` or the label of a step. */
  readonly by: string;
  /** As written; absent where nothing was. */
  readonly before?: Data;
  /** As it runs; absent where nothing does. */
  readonly after?: Data;
}

/** What was added to, and changed of, the written configuration, from the top down: an added map is told once. */
export function additions(config: Table, origin: Origin, values: Table): Change[] {
  const changes: Change[] = [];
  collect(config, origin, [], values, changes);
  return changes;
}

function collect(
  value: Data,
  origin: Origin,
  path: readonly (string | number)[],
  values: Table,
  changes: Change[],
): void {
  if (origin.author !== written && path.length > 0) {
    changes.push({ kind: 'added', path, by: allAuthors(origin).join(', '), after: value });
    return;
  }
  if (isTable(value)) {
    for (const [key, item] of Object.entries(value)) {
      const below = origin.fields?.get(key);
      if (below !== undefined) collect(item, below, [...path, key], values, changes);
    }
    return;
  }
  const source = origin.source === undefined ? undefined : at(values, origin.source);
  if (Array.isArray(value) && Array.isArray(source) && !equal(value, source)) {
    const by = authorsOf(origin.items ?? []);
    changes.push({
      kind: 'changed',
      path,
      by: by === '' ? 'removal of doubles' : by,
      before: source,
      after: value,
    });
  }
}

/** Everyone who put something into a part, the one of the part itself first. */
function allAuthors(origin: Origin): string[] {
  const below = [...(origin.fields?.values() ?? []), ...(origin.items ?? [])].flatMap(allAuthors);
  return [...new Set([origin.author, ...below])].filter((author) => author !== written);
}

function authorsOf(items: readonly Origin[]): string {
  const authors = items.flatMap((item) =>
    item.was !== undefined ? ['rewrite of deprecated names'] : item.author === written ? [] : [item.author],
  );
  return [...new Set(authors)].join(', ');
}

/** Written values of the configuration that run nowhere: overwritten, or dropped. */
export function losses(
  source: string,
  values: Table,
  config: Table,
  origin: Origin,
  defaults: Table,
): Change[] {
  const places = new Map<string, readonly (string | number)[]>();
  index(origin, [], places);
  const changes: Change[] = [];
  const base = source === 'config' ? ownValue(defaults, 'config') : undefined;
  lost(ownValue(values, source) ?? null, [source], base, { config, origin, places }, changes);
  return changes;
}

interface Effective {
  readonly config: Table;
  readonly origin: Origin;
  /** Place in the values → place in the effective configuration. */
  readonly places: ReadonlyMap<string, readonly (string | number)[]>;
}

function index(
  origin: Origin,
  path: readonly (string | number)[],
  places: Map<string, readonly (string | number)[]>,
): void {
  if (origin.source !== undefined && !places.has(JSON.stringify(origin.source)))
    places.set(JSON.stringify(origin.source), path);
  for (const [key, field] of origin.fields ?? []) index(field, [...path, key], places);
  for (const [position, item] of (origin.items ?? []).entries()) index(item, [...path, position], places);
}

function lost(
  value: Data,
  at: readonly (string | number)[],
  below: Data | undefined,
  effective: Effective,
  changes: Change[],
): void {
  const place = effective.places.get(JSON.stringify(at));
  if (place === undefined) {
    // A null that removed a default did what it was written for.
    if (value !== null || below === undefined) changes.push(loss(value, at, effective));
    return;
  }
  if (isTable(value)) {
    for (const [key, item] of Object.entries(value)) {
      lost(item, [...at, key], isTable(below) ? ownValue(below, key) : undefined, effective, changes);
    }
  }
}

function loss(
  before: Data,
  place: readonly (string | number)[],
  { config, origin, places }: Effective,
): Change {
  const parent = places.get(JSON.stringify(place.slice(0, -1)));
  const path = parent === undefined ? undefined : [...parent, place[place.length - 1] ?? ''];
  const after = path === undefined ? undefined : at(config, path);
  const node = path?.reduce<Origin | undefined>(
    (holder, key) => (typeof key === 'string' ? holder?.fields?.get(key) : undefined),
    origin,
  );
  return {
    kind: 'lost',
    path: place,
    by: node?.author ?? chartDefault,
    before,
    ...(after === undefined ? {} : { after }),
  };
}
