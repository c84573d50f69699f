import { type Data, type DataMap, field, isMap, objectPath, sortedBy } from '../../documents';
import type { FieldChange } from './model';

/** Members by which the items of Kubernetes' lists are known, the best first. */
const itemKeys = [
  'name',
  'key',
  'mountPath',
  'topologyKey',
  'host',
  'containerPort',
  'port',
  'path',
  'type',
  'ip',
  'hostname',
];

/** Longer lists are compared position by position. */
const longestAligned = 500;

/**
 * Differences between two values. Items of lists are matched by name, port and the like where they have one, else by
 * content, so that an item put in the middle is one difference.
 * @param path where the values stand, for the paths of the result
 */
export function fieldChanges(before: Data | undefined, after: Data | undefined, path = ''): FieldChange[] {
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return after === undefined ? [] : [{ change: 'added', path, after }];
  if (after === undefined) return [{ change: 'removed', path, before }];
  if (isMap(before) && isMap(after)) return mapChanges(before, after, path);
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(before, after, path);
  return Object.is(before, after) ? [] : [{ change: 'changed', path, before, after }];
}

/** Whether two values are the same data; the order of keys does not count. */
export function isEqual(before: Data | undefined, after: Data | undefined): boolean {
  return fieldChanges(before, after).length === 0;
}

function mapChanges(before: DataMap, after: DataMap, path: string): FieldChange[] {
  const keys = [...Object.keys(before), ...Object.keys(after).filter((key) => !Object.hasOwn(before, key))];
  return keys.flatMap((key) => fieldChanges(field(before, key), field(after, key), below(path, key)));
}

function below(path: string, key: string): string {
  const step = objectPath([key]);
  if (path === '') return step;
  return step.startsWith('[') ? `${path}${step}` : `${path}.${step}`;
}

function listChanges(before: readonly Data[], after: readonly Data[], path: string): FieldChange[] {
  const name = itemName(before, after);
  if (name !== undefined) return namedChanges(before, after, path, name);
  if (before.every(isScalar) && after.every(isScalar)) return scalarChanges(before, after, path);
  return alignedChanges(before, after, path);
}

function isScalar(value: Data): boolean {
  return typeof value !== 'object' || value === null;
}

type Name = (item: Data) => string | undefined;

/** How the items of two lists are told apart: by one member that all of them have, with different values. */
function itemName(before: readonly Data[], after: readonly Data[]): Name | undefined {
  const names = itemKeys.flatMap((key) => [nameBy(key), nameBy(key, 'protocol')]);
  return names.find((name) => areUnique(before.map(name)) && areUnique(after.map(name)));
}

function nameBy(key: string, second?: string): Name {
  return (item) => {
    const value = isMap(item) ? item[key] : undefined;
    if (typeof value !== 'string' && typeof value !== 'number') return undefined;
    const more =
      second !== undefined && isMap(item) && typeof item[second] === 'string' ? `/${item[second]}` : '';
    return `${value}${more}`;
  };
}

function areUnique(names: readonly (string | undefined)[]): boolean {
  return !names.includes(undefined) && new Set(names).size === names.length;
}

function namedChanges(
  before: readonly Data[],
  after: readonly Data[],
  path: string,
  name: Name,
): FieldChange[] {
  const byName = (items: readonly Data[]) => new Map(items.map((item) => [name(item) ?? '', item]));
  const [former, latter] = [byName(before), byName(after)];
  const names = [...former.keys(), ...[...latter.keys()].filter((key) => !former.has(key))];
  const changes = names.flatMap((key) => fieldChanges(former.get(key), latter.get(key), `${path}[${key}]`));
  const stayed = (items: ReadonlyMap<string, Data>, others: ReadonlyMap<string, Data>) =>
    [...items.keys()].filter((key) => others.has(key));
  return [...changes, ...orderChange(stayed(former, latter), stayed(latter, former), path)];
}

function orderChange(before: readonly string[], after: readonly string[], path: string): FieldChange[] {
  if (before.every((name, i) => name === after[i])) return [];
  return [
    { change: 'moved', path, before: [...before], after: [...after], note: `order ${after.join(', ')}` },
  ];
}

function scalarChanges(before: readonly Data[], after: readonly Data[], path: string): FieldChange[] {
  const [former, latter] = [before.map(textOf), after.map(textOf)];
  if (before.length === 1 && after.length === 1) return fieldChanges(before[0], after[0], `${path}[0]`);
  if (!areUnique(former) || !areUnique(latter)) return alignedChanges(before, after, path);
  const removed = before.filter((item) => !latter.includes(textOf(item)));
  const added = after.filter((item) => !former.includes(textOf(item)));
  return [
    ...removed.map((item): FieldChange => ({ change: 'removed', path: `${path}[]`, before: item })),
    ...added.map((item): FieldChange => ({ change: 'added', path: `${path}[]`, after: item })),
    ...orderChange(
      former.filter((item) => latter.includes(item)),
      latter.filter((item) => former.includes(item)),
      path,
    ),
  ];
}

function textOf(value: Data): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Items that stayed are found by their content; between those, former and latter ones are paired in order. */
function alignedChanges(before: readonly Data[], after: readonly Data[], path: string): FieldChange[] {
  const changes: FieldChange[] = [];
  let [i, j] = [0, 0];
  for (const [a, b] of [...commonItems(before, after), [before.length, after.length] as const]) {
    while (i < a || j < b) {
      const [former, latter] = [i < a ? before[i] : undefined, j < b ? after[j] : undefined];
      changes.push(...fieldChanges(former, latter, `${path}[${latter === undefined ? i : j}]`));
      if (i < a) i++;
      if (j < b) j++;
    }
    i++;
    j++;
  }
  return changes;
}

/** Positions of a longest common subsequence of equal items. */
function commonItems(before: readonly Data[], after: readonly Data[]): (readonly [number, number])[] {
  const [former, latter] = [before.map(canonical), after.map(canonical)];
  if (before.length > longestAligned || after.length > longestAligned) {
    return former.flatMap((item, i) => (item === latter[i] ? [[i, i] as const] : []));
  }
  const lengths = Array.from({ length: former.length + 1 }, () =>
    new Array<number>(latter.length + 1).fill(0),
  );
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = former.length - 1; i >= 0; i--) {
    const row = lengths[i] ?? [];
    for (let j = latter.length - 1; j >= 0; j--) {
      row[j] = former[i] === latter[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < former.length && j < latter.length; ) {
    if (former[i] === latter[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

function canonical(value: Data): string {
  return JSON.stringify(value, (_, inner: Data) =>
    isMap(inner) ? Object.fromEntries(sortedBy(Object.entries(inner), ([key]) => key)) : inner,
  );
}
