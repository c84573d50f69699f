import table from '../../../imports/collector/components.json';
import type { Signal } from '../../../imports/collector/values';
import { isAtLeast } from '../../documents';
import type { ComponentClass } from '../handles';

/** A name that a component had before. */
export interface FormerType {
  readonly type: string;
  /** First release that knows the next name. */
  readonly until: string;
  /** Whether releases from then on still accept this name. */
  readonly alias: boolean;
}

/** First and last release of something, both inclusive. */
export interface ReleaseRange {
  readonly first?: string;
  readonly last?: string;
}

/** What the catalog knows of a component, fields apart. */
export interface ComponentFacts {
  readonly class: ComponentClass;
  /** Canonical type: the spelling of the newest release of the catalog. */
  readonly type: string;
  /** Name of its typed factory in `receivers`, `processors` and so on; absent where it has none. */
  readonly factory?: string;
  /** The name in the newest release whose names are known, which may be later than the catalog's. */
  readonly newestType: string;
  /** Names before that one, oldest first. */
  readonly former: readonly FormerType[];
  /** Signals that it carries; for connectors and extensions empty. */
  readonly signals: readonly Signal[];
  /** For connectors: signal taken and signal given; else empty. */
  readonly pairs: readonly (readonly [from: Signal, to: Signal])[];
  /**
   * `stable`, `beta`, `alpha`, `development`, `unmaintained`, `deprecated` or `unstated`, by signal (`traces`), by pair
   * (`traces_to_metrics`), or for extensions by the word `extension`.
   */
  readonly stability: { readonly [signal: string]: string };
  /** Distributions that hold it in the newest release: `core`, `contrib`, `k8s`, `otlp`, `ebpf-profiler`, `jaeger`. */
  readonly distributions: readonly string[];
  /** Every distribution that ever held it, with its first and last release; absent bounds are outside the catalog. */
  readonly membership: ReadonlyMap<string, ReleaseRange>;
  /** Last release of which its name is known, or that it is gone. */
  readonly namedTo: string;
  /** Last release of which it is known what distributions hold it. */
  readonly heldTo: string;
  /** First release that has it; absent where it is older than the catalog. */
  readonly since?: string;
  /** Last release that has it; absent where the newest has it. */
  readonly until?: string;
  /** What is known of its end, where it is deprecated. */
  readonly deprecation?: string;
  /** What to use instead, where it is gone. */
  readonly replacement?: string;
  /** Why it has no typed factory and its fields are not checked, where that is so. */
  readonly untyped?: string;
}

interface Row {
  readonly factory?: string;
  readonly former?: readonly FormerType[];
  readonly later?: readonly { readonly type: string; readonly since: string; readonly alias: boolean }[];
  readonly named?: string;
  readonly held?: string;
  readonly stability: { readonly [signal: string]: string };
  readonly distributions: { readonly [name: string]: string };
  readonly since?: string;
  readonly until?: string;
  readonly deprecation?: string;
  readonly replacement?: string;
  readonly untyped?: string;
}

const rows = table.components as { readonly [kind: string]: { readonly [type: string]: Row } };
const tables = new Map<ComponentClass, ReadonlyMap<string, ComponentFacts>>();

/** The release whose names are the canonical ones. */
export const catalogRelease: string = table.release;

/** The last release of which it is known which components there are, and how they are called; of some more is known: `namedTo`. */
export const namesKnownTo: string = table.names;

/** All components of a class by canonical type, in alphabetical order. */
export function componentsOf(kind: ComponentClass): ReadonlyMap<string, ComponentFacts> {
  const known = tables.get(kind);
  if (known) return known;
  const made = new Map(
    Object.entries(rows[kind] ?? {}).map(([type, row]) => [type, factsOf(kind, type, row)]),
  );
  tables.set(kind, made);
  return made;
}

function factsOf(kind: ComponentClass, type: string, row: Row): ComponentFacts {
  const names = Object.keys(row.stability);
  const membership = new Map(
    Object.entries(row.distributions).map(([name, range]) => [name, rangeOf(range)]),
  );
  const { later = [], named = namesKnownTo, held = namesKnownTo, ...facts } = row;
  const types = [type, ...later.map((name) => name.type)];
  const isPlain = kind !== 'connector' && kind !== 'extension';
  return {
    ...facts,
    class: kind,
    type,
    newestType: types.at(-1) ?? type,
    former: [
      ...(row.former ?? []),
      ...later.map(({ since, alias }, at) => ({ type: types[at] ?? type, until: since, alias })),
    ],
    namedTo: named,
    heldTo: held,
    membership,
    distributions: [...membership]
      .filter(([, range]) => isInside(range, catalogRelease))
      .map(([name]) => name),
    signals: isPlain ? (names as Signal[]) : [],
    pairs: kind === 'connector' ? names.map((pair) => pair.split('_to_') as [Signal, Signal]) : [],
  };
}

/** Whether something is there in a release. */
export function isInside(range: ReleaseRange, release: string): boolean {
  const started = range.first === undefined || isAtLeast(release, range.first);
  return started && (range.last === undefined || isAtLeast(range.last, release));
}

function rangeOf(text: string): ReleaseRange {
  const [first = '', last = ''] = text.split('..');
  return { ...(first === '' ? {} : { first }), ...(last === '' ? {} : { last }) };
}
