import { compareReleases, minorOf } from '../../documents';

/** A parameter of a function. */
export interface Parameter {
  /** As the source spells it: `PriorityKeys`. */
  readonly name: string;
  /** Kind of value that it takes, in the words of pkg/ottl: `StringGetter`, `[]string`. */
  readonly type: string;
  readonly isOptional: boolean;
}

/** The parameters of a function; undefined for one that looks at nothing that it is given. */
export type Signature = readonly Parameter[] | undefined;

/** Names and signatures of functions, paths and enumerations at one release. */
interface Snapshot {
  readonly standard: ReadonlyMap<string, Signature>;
  readonly further: ReadonlyMap<string, Signature>;
  readonly contexts: ReadonlyMap<string, ContextFacts>;
}

interface ContextFacts {
  readonly sees: ReadonlySet<string>;
  readonly paths: PathNode;
  readonly enums: ReadonlySet<string>;
}

/** A word of a path with the words that may follow it. */
export interface PathNode {
  /** Whether it is something itself, and not a mere step. */
  isValue: boolean;
  /** How many keys may stand behind it. */
  mostKeys: number;
  readonly below: Map<string, PathNode>;
}

type History = Readonly<Record<string, string | null>>;

interface Stored {
  readonly releases: readonly string[];
  readonly standard: Readonly<Record<string, History>>;
  readonly further: Readonly<Record<string, History>>;
  readonly contexts: Readonly<Record<string, { sees: History; paths: History; enums: History }>>;
}

let stored: Stored | undefined;
const snapshots = new Map<string, Snapshot>();

function facts(): Stored {
  stored ??= require('./data/facts.json') as Stored;
  return stored;
}

/**
 * What OTTL is at a release, read off the modules of the releases around it: where two lie around it, whatever one of them has may
 * be there. Without a release any of them may be
 * meant. Undefined for a release that is older or newer than all that are known.
 */
export function ottlAt(release: string | undefined): OttlFacts | undefined {
  const { releases } = facts();
  if (release === undefined) return new OttlFacts(releases.map(snapshotOf));
  const same = releases.find((known) => minorOf(known) === minorOf(release));
  if (same !== undefined) return new OttlFacts([snapshotOf(same)]);
  const lower = releases.filter((known) => compareReleases(known, release) < 0).at(-1);
  const upper = releases.find((known) => compareReleases(known, release) > 0);
  if (lower === undefined || upper === undefined) return undefined;
  return new OttlFacts([snapshotOf(lower), snapshotOf(upper)]);
}

/** What is known of OTTL at a release. */
export class OttlFacts {
  constructor(private readonly around: readonly Snapshot[]) {}

  /** True where one release was read that has exactly this. */
  get isExact(): boolean {
    return this.around.length === 1;
  }

  /** Signatures that a function may have; empty where there is none of that name. */
  signatures(name: string): readonly Signature[] {
    return this.around.flatMap(({ standard, further }) => {
      const holder = [standard, further].find((functions) => functions.has(name));
      return holder === undefined ? [] : [holder.get(name)];
    });
  }

  isStandard(name: string): boolean {
    return this.around.some(({ standard }) => standard.has(name));
  }

  standardNames(): readonly string[] {
    return [...new Set(this.around.flatMap(({ standard }) => [...standard.keys()]))];
  }

  /** Undefined where nothing is known of the context. */
  sees(context: string): ReadonlySet<string> | undefined {
    const all = this.contextsOf(context).map(({ sees }) => sees);
    return all.length === 0 ? undefined : new Set(all.flatMap((names) => [...names]));
  }

  enums(context: string): ReadonlySet<string> {
    return new Set(this.contextsOf(context).flatMap(({ enums }) => [...enums]));
  }

  /** Trees of paths, one a release around; empty where nothing is known of the context. */
  paths(context: string): readonly PathNode[] {
    return this.contextsOf(context).map(({ paths }) => paths);
  }

  private contextsOf(context: string): readonly ContextFacts[] {
    return this.around.flatMap(({ contexts }) => contexts.get(context) ?? []);
  }
}

function snapshotOf(release: string): Snapshot {
  const known = snapshots.get(release);
  if (known !== undefined) return known;
  const { standard, further, contexts } = facts();
  const made: Snapshot = {
    standard: signaturesAt(standard, release),
    further: signaturesAt(further, release),
    contexts: contextsAt(contexts, release),
  };
  snapshots.set(release, made);
  return made;
}

/** What held last at a release: what a module no longer has may have moved to another, and is taken to be there still. */
function lastAt(history: History, release: string): string | undefined {
  let last: string | undefined;
  for (const [from, value] of Object.entries(history)) {
    if (compareReleases(from, release) <= 0) last = value ?? last;
  }
  return last;
}

function signaturesAt(
  histories: Readonly<Record<string, History>>,
  release: string,
): ReadonlyMap<string, Signature> {
  return new Map(
    Object.entries(histories).flatMap(([name, history]): [string, Signature][] => {
      const text = lastAt(history, release);
      return text === undefined ? [] : [[name, signatureOf(text)]];
    }),
  );
}

function signatureOf(text: string): Signature {
  if (text === '*') return undefined;
  return words(text).map((word) => {
    const [name = '', type = ''] = word.split(':');
    return { name: name.replace('?', ''), type, isOptional: name.endsWith('?') };
  });
}

function contextsAt(contexts: Stored['contexts'], release: string): ReadonlyMap<string, ContextFacts> {
  const found = new Map<string, ContextFacts>();
  for (const [name, histories] of Object.entries(contexts)) {
    const sees = lastAt(histories.sees, release);
    if (sees === undefined) continue;
    const paths = words(lastAt(histories.paths, release) ?? '');
    found.set(name, {
      sees: new Set(words(sees)),
      paths: treeOf(paths.filter((path) => !path.includes('::'))),
      enums: new Set(words(lastAt(histories.enums, release) ?? '')),
    });
    const ofRequest = paths
      .filter((path) => path.includes('::'))
      .map((path) => path.replace('otelcol::', ''));
    if (ofRequest.length > 0)
      found.set('otelcol', { sees: new Set(), paths: treeOf(ofRequest), enums: new Set() });
  }
  const scope = found.get('scope');
  if (scope !== undefined) found.set('instrumentation_scope', scope);
  return found;
}

function treeOf(paths: readonly string[]): PathNode {
  const root: PathNode = { isValue: false, mostKeys: 0, below: new Map() };
  for (const path of paths) {
    let node = root;
    for (const name of path.replace(/^-|\[1?\]$/g, '').split('.')) {
      const next = node.below.get(name) ?? { isValue: false, mostKeys: 0, below: new Map() };
      node.below.set(name, next);
      node = next;
    }
    node.isValue = !path.startsWith('-');
    node.mostKeys = path.endsWith('[]') ? Number.POSITIVE_INFINITY : path.endsWith('[1]') ? 1 : 0;
  }
  return root;
}

function words(text: string): string[] {
  return text === '' ? [] : text.split(' ');
}
