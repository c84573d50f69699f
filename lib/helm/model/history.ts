import { withoutValue, withValue } from '../../documents';
import { equal, isTable, type Table } from '../data';

/** Something that differs between versions of the chart: whole as of the newest, older ones as differences backwards. */
export interface History {
  readonly newest: Table;
  /** From the newest to the oldest. */
  readonly deltas: readonly Delta[];
}

/** What a version that is older than `before` differs in from the one that follows it; places are JSON pointers. */
export interface Delta {
  readonly before: string;
  readonly drop?: readonly string[];
  readonly set?: Table;
}

/** The state as of a version: the newest, less every delta that such a version is older than. */
export function stateAt(history: History, isBefore: (version: string) => boolean): Table {
  return history.deltas.filter(({ before }) => isBefore(before)).reduce(applied, history.newest);
}

function applied(state: Table, { drop = [], set = {} }: Delta): Table {
  const dropped = drop.reduce((result, at) => withoutValue(result, keysOf(at)) as Table, state);
  return Object.entries(set).reduce(
    (result, [at, value]) => withValue(result, keysOf(at), value) as Table,
    dropped,
  );
}

function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The history of states by version, oldest first. */
export function differences(versions: readonly (readonly [string, Table])[]): History {
  const newest = versions.at(-1)?.[1] ?? {};
  const before: Delta[] = [];
  for (let at = versions.length - 1; at > 0; at--) {
    const [version, later] = versions[at] ?? ['', {}];
    const [, earlier] = versions[at - 1] ?? ['', {}];
    if (equal(earlier, later)) continue;
    const delta: { drop: string[]; set: Table } = { drop: [], set: {} };
    compare(later, earlier, '', delta);
    before.push({
      before: version,
      ...(delta.drop.length === 0 ? {} : { drop: delta.drop }),
      ...(Object.keys(delta.set).length === 0 ? {} : { set: delta.set }),
    });
  }
  return { newest, deltas: before };
}

function compare(later: Table, earlier: Table, at: string, delta: { drop: string[]; set: Table }): void {
  for (const key of Object.keys(later)) {
    if (!Object.hasOwn(earlier, key)) delta.drop.push(pointer(at, key));
  }
  for (const [key, value] of Object.entries(earlier)) {
    const other = later[key];
    if (!Object.hasOwn(later, key)) delta.set[pointer(at, key)] = value;
    else if (isTable(value) && isTable(other)) compare(other, value, pointer(at, key), delta);
    else if (!equal(value, other)) delta.set[pointer(at, key)] = value;
  }
}

function pointer(at: string, key: string): string {
  return `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
