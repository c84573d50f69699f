import { merged, ownValue } from '../documents';
import { type Data, equal, isTable, type Table } from './data';
import type { ConfigStep, Move } from './version';

/** Who put something into the effective configuration: `written`, `chart default` or the label of a step. */
export type Author = string;

export const written: Author = 'written';
export const chartDefault: Author = 'chart default';

/** Who put a node of the effective configuration there, and who its parts; a tree of the same shape. */
export interface Origin {
  readonly author: Author;
  /** Where the author wrote it, from the top of the values; on written nodes only. */
  readonly source?: readonly (string | number)[];
  /** Its name before the rewrite of deprecated names. */
  readonly was?: string;
  /** Of a map. */
  readonly fields?: ReadonlyMap<string, Origin>;
  /** Of a list. */
  readonly items?: readonly Origin[];
}

/** A value all of which comes from one author; `source` is where that author wrote it. */
export function paint(value: Data, author: Author, source?: readonly (string | number)[]): Origin {
  const at = source === undefined ? {} : { source };
  if (Array.isArray(value)) {
    const items = value.map((item, position) => paint(item, author, source && [...source, position]));
    return { author, ...at, items };
  }
  if (!isTable(value)) return { author, ...at };
  const fields = Object.entries(value).map(([key, item]): [string, Origin] => [
    key,
    paint(item, author, source && [...source, key]),
  ]);
  return { author, ...at, fields: new Map(fields) };
}

/** The base configuration: what was written at the same place, and the chart's defaults around it. */
export function originOfBase(
  value: Data,
  written_: Data | undefined,
  source: readonly (string | number)[],
): Origin {
  if (written_ === undefined) return paint(value, chartDefault);
  if (!isTable(value) || !isTable(written_)) return paint(value, written, source);
  const fields = Object.entries(value).map(([key, item]): [string, Origin] => [
    key,
    originOfBase(item, ownValue(written_, key), [...source, key]),
  ]);
  return { author: written, source, fields: new Map(fields) };
}

/** What a step changed belongs to the step, what it left keeps its author. */
export function originAfter(
  before: Data,
  origin: Origin,
  after: Data,
  step: ConfigStep,
  moves: readonly Move[],
): Origin {
  const [moved, movedOrigin] = movedBy(moves, before, origin);
  return changed(moved, movedOrigin, after, step);
}

function changed(before: Data, origin: Origin, after: Data, step: ConfigStep): Origin {
  if (before === after || equal(before, after)) return origin;
  if (isTable(before) && isTable(after)) {
    const fields = Object.entries(after).map(([key, item]): [string, Origin] => {
      const known = origin.fields?.get(key);
      const earlier = ownValue(before, key);
      return [
        key,
        known === undefined || earlier === undefined
          ? paint(item, step.label)
          : changed(earlier, known, item, step),
      ];
    });
    return { ...origin, fields: new Map(fields) };
  }
  if (Array.isArray(before) && Array.isArray(after))
    return { ...origin, items: changedItems(before, origin, after, step) };
  return paint(after, step.label);
}

/** Items are matched by what they hold, then by the name that the step gave them. */
function changedItems(before: Data[], origin: Origin, after: Data[], step: ConfigStep): Origin[] {
  const left = before.map((item, position) => ({ item, origin: origin.items?.[position] }));
  const take = (matches: (item: Data) => boolean): { item: Data; origin: Origin | undefined } | undefined => {
    const position = left.findIndex(({ item }) => matches(item));
    return position === -1 ? undefined : left.splice(position, 1)[0];
  };
  return after.map((item) => {
    const same = take((other) => equal(other, item));
    if (same?.origin !== undefined) return same.origin;
    const renamed = take(
      (other) => typeof other === 'string' && other !== item && step.renames?.(other) === item,
    );
    if (renamed?.origin !== undefined) return { ...renamed.origin, was: String(renamed.item) };
    return paint(item, step.label);
  });
}

function movedBy(moves: readonly Move[], before: Data, origin: Origin): [Data, Origin] {
  if (!isTable(before)) return [before, origin];
  let value: Table = before;
  let tree = origin;
  for (const { section, from, to } of moves) {
    const holder = ownValue(value, section);
    const holderOrigin = tree.fields?.get(section);
    if (!isTable(holder) || holderOrigin?.fields === undefined) continue;
    const fields = new Map(holderOrigin.fields);
    const [subtree, target] = [fields.get(from), fields.get(to)];
    if (subtree === undefined) continue;
    fields.delete(from);
    fields.set(to, { ...mergedOrigin(target, subtree), was: from });
    const { [from]: moved = null, ...others } = holder;
    value = { ...value, [section]: { ...others, [to]: merged(ownValue(holder, to), moved) } };
    tree = { ...tree, fields: new Map(tree.fields).set(section, { ...holderOrigin, fields }) };
  }
  return [value, tree];
}

function mergedOrigin(below: Origin | undefined, above: Origin): Origin {
  if (below?.fields === undefined || above.fields === undefined) return above;
  const fields = new Map(below.fields);
  for (const [key, item] of above.fields) fields.set(key, mergedOrigin(below.fields.get(key), item));
  return { ...(below.author === written ? below : above), fields };
}

/** The origin at a path of the effective configuration; undefined where there is no such node. */
export function originAt(origin: Origin | undefined, path: readonly (string | number)[]): Origin | undefined {
  return path.reduce<Origin | undefined>(
    (node, key) => (typeof key === 'number' ? node?.items?.[key] : node?.fields?.get(key)),
    origin,
  );
}

/** Whether the author wrote this node or something below it. */
export function holdsWritten(origin: Origin | undefined): boolean {
  if (origin === undefined) return false;
  if (origin.author === written) return true;
  return [...(origin.fields?.values() ?? []), ...(origin.items ?? [])].some(holdsWritten);
}
