import table from '../../../imports/collector/components.json';
import type { Signal } from '../../../imports/collector/values';
import type { ComponentClass } from '../handles';

/** A name that a component had before. */
export interface FormerType {
  readonly type: string;
  /** First release that knows the next name. */
  readonly until: string;
  /** Whether releases from then on still accept this name. */
  readonly alias: boolean;
}

/** What the catalogue knows of a component, fields apart. */
export interface ComponentFacts {
  readonly class: ComponentClass;
  /** Canonical type: the spelling of the newest release of the catalogue. */
  readonly type: string;
  /** Name of its typed factory in `receivers`, `processors` and so on; absent where it has none. */
  readonly factory?: string;
  /** Earlier names, oldest first. */
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
  /** Distributions that hold it: `core`, `contrib`, `k8s`, `otlp`, `ebpf-profiler`, `jaeger`. */
  readonly distributions: readonly string[];
  /** First release that has it; absent where it is older than the catalogue. */
  readonly since?: string;
  /** Last release that has it; absent where the newest has it. */
  readonly until?: string;
  /** What is known of its end, where it is deprecated. */
  readonly deprecation?: string;
}

interface Row {
  readonly factory?: string;
  readonly former?: readonly FormerType[];
  readonly stability: { readonly [signal: string]: string };
  readonly distributions: readonly string[];
  readonly since?: string;
  readonly until?: string;
  readonly deprecation?: string;
}

const rows = table.components as { readonly [kind: string]: { readonly [type: string]: Row } };
const tables = new Map<ComponentClass, ReadonlyMap<string, ComponentFacts>>();

/** The release whose names are the canonical ones. */
export const catalogueRelease: string = table.release;

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
  const isPlain = kind !== 'connector' && kind !== 'extension';
  return {
    ...row,
    class: kind,
    type,
    former: row.former ?? [],
    signals: isPlain ? (names as Signal[]) : [],
    pairs: kind === 'connector' ? names.map((pair) => pair.split('_to_') as [Signal, Signal]) : [],
  };
}
