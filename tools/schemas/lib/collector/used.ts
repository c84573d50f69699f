import type { ComponentFile, Struct } from './model';
import { parseType, structsOf } from './notation';

/** The shared structs that a component reaches, in alphabetical order. */
export function keepUsedStructs(
  shared: { readonly [name: string]: Struct },
  components: readonly ComponentFile[],
): Record<string, Struct> {
  const reached = new Set<string>();
  const visit = (struct: Struct): void => {
    for (const name of mentionedStructs(struct)) {
      const found = shared[name];
      if (found === undefined || reached.has(name)) continue;
      reached.add(name);
      visit(found);
    }
  };
  for (const component of components) Object.values(component.structs ?? {}).forEach(visit);
  const sorted = Object.entries(shared).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.filter(([name]) => reached.has(name)));
}

/** Names of the structs that the fields of a struct mention. */
export function mentionedStructs(struct: Struct): string[] {
  const types = Object.values(struct.fields).map((field) => field.type);
  if (struct.others !== undefined) types.push(struct.others);
  return types.flatMap((type) => structsOf(parseType(type)));
}
