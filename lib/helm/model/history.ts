import { type Data, get, isTable, type Table, withKey, withoutKey } from '../data';

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
  const dropped = drop.reduce((result, at) => without(result, keysOf(at)), state);
  return Object.entries(set).reduce((result, [at, value]) => withValue(result, keysOf(at), value), dropped);
}

function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function withValue(holder: Table, [key = '', ...below]: readonly string[], value: Data): Table {
  return withKey(holder, key, below.length === 0 ? value : withValue(tableAt(holder, key), below, value));
}

function without(holder: Table, [key = '', ...below]: readonly string[]): Table {
  if (below.length === 0) return withoutKey(holder, key);
  return withKey(holder, key, without(tableAt(holder, key), below));
}

function tableAt(holder: Table, key: string): Table {
  const value = get(holder, key);
  return isTable(value) ? value : {};
}
