/** What OTTL is at one release, as `read` prints it. */
export interface OttlRelease {
  readonly functions: { readonly [name: string]: readonly string[] };
  readonly standard: readonly string[];
  readonly converters: readonly string[];
  readonly contexts: {
    readonly [name: string]: {
      readonly sees: readonly string[];
      readonly paths: readonly string[];
      readonly enums: readonly string[];
    };
  };
}

/** A fact by the releases from which on it holds; null where it is gone. */
type History = Readonly<Record<string, string | null>>;

/** The facts of all releases, each said once: from which release on it is so. */
export interface CompactFacts {
  readonly releases: readonly string[];
  /** Functions of every component with editors; those that change data are in lower case. */
  readonly standard: Readonly<Record<string, History>>;
  /** Functions that components add. */
  readonly further: Readonly<Record<string, History>>;
  readonly contexts: Readonly<Record<string, { sees: History; paths: History; enums: History }>>;
}

/** @param found releases with their facts, oldest first */
export function compactFacts(found: readonly (readonly [string, OttlRelease])[]): CompactFacts {
  const functions = names(found.map(([, { functions: all }]) => Object.keys(all)));
  const isStandard = (name: string) => found.some(([, { standard }]) => standard.includes(name));
  const signature = (name: string) => history(found, (facts) => facts.functions[name]?.join(' '));
  const contexts = names(found.map(([, facts]) => Object.keys(facts.contexts)));
  return {
    releases: found.map(([release]) => release),
    standard: Object.fromEntries(functions.filter(isStandard).map((name) => [name, signature(name)])),
    further: Object.fromEntries(
      functions.filter((name) => !isStandard(name)).map((name) => [name, signature(name)]),
    ),
    contexts: Object.fromEntries(
      contexts.map((name) => {
        const of = (part: 'sees' | 'paths' | 'enums') =>
          history(found, (facts) => facts.contexts[name]?.[part].join(' '));
        return [name, { sees: of('sees'), paths: of('paths'), enums: of('enums') }];
      }),
    ),
  };
}

function names(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())].sort();
}

function history(
  found: readonly (readonly [string, OttlRelease])[],
  of: (facts: OttlRelease) => string | undefined,
): History {
  const entries: [string, string | null][] = [];
  for (const [release, facts] of found) {
    const now = of(facts) ?? null;
    if (now !== (entries.at(-1)?.[1] ?? null)) entries.push([release, now]);
  }
  return Object.fromEntries(entries);
}
