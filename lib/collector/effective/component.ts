import type { Data, Path } from '../../documents';
import type { ComponentClass } from '../handles';

export type { ComponentClass } from '../handles';

/** One component of an effective configuration. */
export interface Component {
  readonly class: ComponentClass;
  /** As written: `otlphttp/jaeger`. */
  readonly id: string;
  /** Type part as written: `otlphttp`. */
  readonly writtenType: string;
  /** Canonical type, aliases resolved: `otlp_http`; the written type where the catalog does not know it. */
  readonly type: string;
  /** Name part after the slash, empty where there is none. */
  readonly name: string;
  /** Its configuration as written; null where it is written as null. */
  readonly body: Data;
  /** Path in the configuration: `['exporters', 'otlphttp/jaeger']`. */
  readonly path: Path;
}

/** One pipeline of an effective configuration; members as written, in order, strings only. */
export interface EffectivePipeline {
  readonly id: string;
  /** `traces`, `metrics`, `logs`, `profiles`, or whatever stands before the slash. */
  readonly signal: string;
  readonly name: string;
  readonly receivers: readonly string[];
  readonly processors: readonly string[];
  readonly exporters: readonly string[];
  readonly path: Path;
}

/** What is read of a collector: the configuration that it will run, and the release that runs it. */
export interface EffectiveConfiguration {
  /** The effective configuration. Never change it. */
  readonly config: { readonly [key: string]: Data };
  /** Collector release that runs it (`0.158.0`); absent where unknown. */
  readonly version?: string;
}
