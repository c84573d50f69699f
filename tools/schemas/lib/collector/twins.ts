import { groupBy } from '../../../../lib/documents';
import type { Struct } from './model';

/** Structs by name. */
export type Structs = Record<string, Struct>;

/**
 * Structs of equal fields become one: each metric of a receiver has a Go type of its own, all alike. The one that stays
 * is named by the words that all their names end in.
 */
export function mergeTwins(structs: Structs): Structs {
  let current = structs;
  for (;;) {
    const renames = findTwins(current);
    if (renames.size === 0) return current;
    current = renameStructs(current, renames);
  }
}

function findTwins(structs: Structs): Map<string, string> {
  const groups = groupBy(Object.keys(structs), (name) => {
    const struct = structs[name];
    return name === 'Config' || Object.keys(struct?.fields ?? {}).length === 0
      ? undefined
      : JSON.stringify(struct);
  });
  const renames = new Map<string, string>();
  const taken = new Set(Object.keys(structs));
  for (const names of groups.values()) {
    if (names.length < 2) continue;
    const common = commonEnding(names);
    const isFree = common !== '' && (names.includes(common) || !taken.has(common));
    const kept = isFree ? common : (names[0] ?? common);
    taken.add(kept);
    for (const name of names) if (name !== kept) renames.set(name, kept);
  }
  return renames;
}

function commonEnding(names: readonly string[]): string {
  const words = names.map((name) => name.match(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|\d+/g) ?? [name]);
  const shared: string[] = [];
  for (let index = 1; ; index++) {
    const word = words[0]?.at(-index);
    if (word === undefined || !words.every((list) => list.at(-index) === word)) break;
    shared.unshift(word);
  }
  const joined = shared.join('');
  return joined === 'Config' ? '' : joined;
}

function renameStructs(structs: Structs, renames: ReadonlyMap<string, string>): Structs {
  const renamed: Structs = {};
  const rename = (type: string) =>
    type.replace(/'[^']*'|[A-Z][A-Za-z0-9]*/g, (word) => renames.get(word) ?? word);
  for (const [name, struct] of Object.entries(structs)) {
    const fields = Object.entries(struct.fields).map(([field, definition]) => [
      field,
      { ...definition, type: rename(definition.type) },
    ]);
    renamed[renames.get(name) ?? name] = {
      fields: Object.fromEntries(fields),
      ...(struct.others === undefined ? {} : { others: rename(struct.others) }),
    };
  }
  return renamed;
}
