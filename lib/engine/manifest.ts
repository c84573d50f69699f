import type { Data } from '../documents';

/** The release whose engine belongs to this version of otelflux. */
export const defaultRelease = '0.158.0';

/** What is known of a built engine, as `manifest.json` beside it says. */
export interface EngineManifest {
  /** Collector release, `0.158.0`. */
  readonly release: string;
  /** SHA-256 of the module as it runs, in hexadecimal digits. */
  readonly sha256: string;
  /** Bytes of the module. */
  readonly size: number;
  /** Go that built it, `go1.26.8`. */
  readonly go: string;
  /** Types that it links, by section of a configuration; former names included. */
  readonly components: Readonly<Record<string, readonly string[]>>;
  /** Modules of components that were left out, since what they need cannot be had or does not compile; absent where there are none. */
  readonly without?: readonly string[];
  /** What they have where nothing is written, by section and type, as far as that can be told. */
  readonly defaults?: Defaults;
}

/** Configurations by section and type. */
export type Defaults = Readonly<Record<string, Readonly<Record<string, Data>>>>;

export const manifestFile = 'manifest.json';
export const moduleFile = 'collector.wasm';
/** The module as a package carries it. */
export const packedFile = 'collector.wasm.br';
