/** The catalog's own format: what `schemas/collector/<release>/*.yaml` holds. See schemas/collector/README.md. */

import type { FormerType } from '../../../../lib/collector/catalog/data';
import type { ComponentClass } from '../../../../lib/collector/handles';

/**
 * Words for the type of a field. `listen`, `http` and `grpc` are addresses; `extension`, `component` and `pipeline`
 * name another part of the configuration; `size` is a number of bytes, with or without unit (`16MiB`).
 */
export const scalarKinds = [
  'text',
  'integer',
  'number',
  'boolean',
  'duration',
  'size',
  'secret',
  'listen',
  'http',
  'grpc',
  'extension',
  'component',
  'pipeline',
  'any',
] as const;
export type ScalarKind = (typeof scalarKinds)[number];

/** The type of a field, as the generator handles it. */
export type NotedType =
  | { readonly kind: ScalarKind }
  | { readonly kind: 'enumeration'; readonly values: readonly (string | number)[] }
  | { readonly kind: 'list'; readonly of: NotedType }
  | { readonly kind: 'map'; readonly of: NotedType }
  | { readonly kind: 'struct'; readonly name: string }
  | { readonly kind: 'union'; readonly of: readonly NotedType[] };

/** One field of a struct. */
export interface StructField {
  /** In the notation of `notation.ts`: `text`, `duration[]`, `secret{}`, `'a' | 'b'`, `TlsClient`. */
  readonly type: string;
  /** True where the component refuses a configuration without it. */
  readonly required?: boolean;
  /** True for a block that is off unless it is written; it takes `enabled` beside its own fields. */
  readonly optional?: boolean;
  /** The neighbouring releases between which it came: the last without it, the first with it, `0.124.1..0.149.0`. */
  readonly since?: string;
  /** The neighbouring releases between which it went: the last with it, the first without it. */
  readonly until?: string;
  /** Why it is still read although it should no longer be written. */
  readonly deprecated?: boolean;
}

/** A named group of fields. */
export interface Struct {
  readonly fields: { readonly [name: string]: StructField };
  /** Type of the values of all further keys, where the struct takes any. */
  readonly others?: string;
}

/** Where the fields of a component come from. */
export interface FieldSource {
  /**
   * `reflection`: read from the linked module; `source`: read off its Go source; `tables`: from tables copied by hand out
   * of files of several releases.
   */
  readonly from: 'reflection' | 'source' | 'tables';
  /** The release of the module; absent for tables. */
  readonly release?: string;
  /** All releases that were looked at, where they are several; `since` and `until` of the fields come from them. */
  readonly releases?: readonly string[];
  /** What could not be typed exactly, with the reason. */
  readonly inexact?: readonly string[];
}

/** A name that the component got after the release of the catalog. */
export interface LaterType {
  readonly type: string;
  /** First release that knows this name. */
  readonly since: string;
  /** Whether releases from then on still accept the name before. */
  readonly alias: boolean;
}

/** `names.yaml`: the last release whose distributions were looked at, by repository: to it names are known, and what each distribution holds. */
export type NamesKnown = Readonly<Record<'core' | 'contrib', string>>;

/** What changed of one metric between two neighbouring releases that were looked at, `0.111.0..0.139.0`. */
export interface MetricChange {
  readonly metric: string;
  readonly between: string;
  /** Of `host_metrics`: the scraper that makes it. */
  readonly scraper?: string;
  /** It was made only where it was asked for. */
  readonly off?: boolean;
  readonly gone?: boolean;
  readonly switched?: 'off';
  readonly unit?: readonly [before: string, after: string];
  /** Attributes that are gone, and those that came. */
  readonly attributes?: readonly [gone: readonly string[], came: readonly string[]];
}

/** `metrics.yaml`, by component: the releases that were looked at, and what changed between them. */
export interface MetricChanges {
  readonly releases: readonly string[];
  readonly changes: readonly MetricChange[];
}

/** One file of the catalog. */
export interface ComponentFile {
  readonly class: ComponentClass;
  readonly type: string;
  /** Path of its Go module inside the repository: `receiver/hostmetricsreceiver`. */
  readonly module: string;
  readonly repository: 'core' | 'contrib' | 'jaeger' | 'other';
  readonly former?: readonly FormerType[];
  readonly later?: readonly LaterType[];
  /** Stability by signal (`traces`), for connectors by pair (`traces_to_metrics`), for extensions by `extension`. */
  readonly stability: { readonly [signal: string]: string };
  /**
   * Releases in which a distribution holds it, `first..last`: `..` in all, `0.98.0..` from that release on,
   * `..0.131.1` up to it.
   */
  readonly distributions: { readonly [name: string]: string };
  /** First release that has it, where that is later than the oldest release of the catalog. */
  readonly since?: string;
  /** Last release that has it. */
  readonly until?: string;
  /** What is known of its deprecation, `deprecated since 2026-02-13`. */
  readonly deprecation?: string;
  /** What to use instead, where it is gone. */
  readonly replacement?: string;
  readonly source?: FieldSource;
  /** Why its fields are not known, where they are not. */
  readonly untyped?: string;
  /** Non-zero defaults, in the shape of the configuration. */
  readonly defaults?: { readonly [name: string]: unknown };
  /** Its structs; `Config` is the configuration itself. */
  readonly structs?: { readonly [name: string]: Struct };
}

/** `shared.yaml`: structs that several components use. */
export interface SharedFile {
  readonly structs: { readonly [name: string]: Struct };
}
