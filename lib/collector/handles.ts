import type { Signal } from '../../imports/collector/values';
import { madeLike } from './made';

/** The five classes, in the order of a pipeline. */
export const componentClasses = ['receiver', 'processor', 'exporter', 'connector', 'extension'] as const;

/** Receiver, processor, exporter, connector or extension, as the collector's configuration sorts them. */
export type ComponentClass = (typeof componentClasses)[number];

/** Proof, at compile time, of the signals that a component carries. */
export type Carries<Signals extends Signal> = { readonly [S in Signals]: true };

/** What every component handle holds; made by a factory or by `component(…)`, never by hand. */
export interface ComponentHandle {
  readonly class: ComponentClass;
  /** Canonical type, in the spelling of the newest release that the catalog knows: `otlp_http`. */
  readonly type: string;
  /** Instance name after the slash; empty for the unnamed instance. */
  readonly name: string;
  /** Configuration in the collector's own field names; values of values.ts may stand in it. */
  readonly config: object | null;
  /** True where `component(…)` made it: neither type nor fields were checked by the compiler. */
  readonly untyped: boolean;
  /** Rules that do not apply to this component, with the reason; see `ignore`. */
  readonly ignored: readonly Suppression[];
}

/** A rule that is switched off for one component. */
export interface Suppression {
  /** Rule id, for instance `CV-25`. */
  readonly rule: string;
  /** Why it does not apply here. */
  readonly reason: string;
}

/** Where telemetry comes in. */
export interface Receiver<Signals extends Signal = Signal> extends ComponentHandle {
  readonly class: 'receiver';
  readonly carries: Carries<Signals>;
}

/** What is done to telemetry on its way. */
export interface Processor<Signals extends Signal = Signal> extends ComponentHandle {
  readonly class: 'processor';
  readonly carries: Carries<Signals>;
}

/** Where telemetry goes out. */
export interface Exporter<Signals extends Signal = Signal> extends ComponentHandle {
  readonly class: 'exporter';
  readonly carries: Carries<Signals>;
}

/** An exporter of one pipeline that is a receiver of another: it takes the signals `From` and gives the signals `To`. */
export interface Connector<From extends Signal = Signal, To extends Signal = Signal> extends ComponentHandle {
  readonly class: 'connector';
  readonly takes: Carries<From>;
  readonly gives: Carries<To>;
}

/** What serves the collector itself: health check, authentication, storage. */
export interface Extension extends ComponentHandle {
  readonly class: 'extension';
}

/** Any component. */
export type AnyComponent =
  | Receiver<never>
  | Processor<never>
  | Exporter<never>
  | Connector<never, never>
  | Extension;

/** `type` or `type/name`. */
export function componentId(type: string, name: string): string {
  return name === '' ? type : `${type}/${name}`;
}

/**
 * The same component, with rules switched off for it. Where the collector is emitted, each becomes an
 * `otelflux.dev/ignore` entry; one that switches nothing off is itself a finding.
 *
 * @param handle component of any class
 * @param reasons rule id → why the rule does not apply here; a reason must not be empty
 * @throws Error where a reason is empty
 */
export function ignore<Handle extends ComponentHandle>(
  handle: Handle,
  reasons: { readonly [rule: string]: string },
): Handle {
  const added = Object.entries(reasons).map(([rule, reason]) => {
    if (reason.trim() === '') {
      throw new Error(`ignore(${componentId(handle.type, handle.name)}): say why ${rule} does not apply`);
    }
    return { rule, reason };
  });
  return madeLike({ ...handle, ignored: [...handle.ignored, ...added] }, handle);
}
