import type {
  Component,
  ConnectorComponent,
  Connectors,
  Exporters,
  ExtensionComponent,
  Extensions,
  Processors,
  Receivers,
} from '../../imports/collector';
import type { Signal } from '../../imports/collector/values';
import { typedComponents } from './catalog';
import type {
  AnyComponent,
  Carries,
  ComponentClass,
  Connector,
  Exporter,
  Extension,
  Processor,
  Receiver,
} from './handles';
import type {
  JaegerQueryConfig,
  JaegerStorageConfig,
  JaegerStorageExporterConfig,
  RemoteSamplingConfig,
} from './jaeger-config';
import { made } from './made';

/**
 * Makes a handle.
 *
 * `config` is in the collector's own field names; it may be left out where every field has a default.
 * `name` is the instance name after the slash, `otlp_http/jaeger`; default: the unnamed instance.
 */
export type Factory<Config, Handle, Required extends boolean = false> = Required extends true
  ? (config: Config, name?: string) => Handle
  : (config?: Config | null, name?: string) => Handle;

/** Factories of a class that carries signals. */
type FactoriesOf<Components, Class extends 'receiver' | 'processor' | 'exporter'> = {
  readonly [Name in keyof Components]: Components[Name] extends Component<
    infer Config,
    infer Signals,
    infer Required
  >
    ? Factory<Config, HandleOf<Signals>[Class], Required>
    : never;
};
type ConnectorFactories = {
  readonly [Name in keyof Connectors]: Connectors[Name] extends ConnectorComponent<
    infer Config,
    infer Pairs,
    infer Required
  >
    ? Factory<Config, Connector<Pairs[0], Pairs[1]>, Required>
    : never;
};
type ExtensionFactories = {
  readonly [Name in keyof Extensions]: Extensions[Name] extends ExtensionComponent<
    infer Config,
    infer Required
  >
    ? Factory<Config, Extension, Required>
    : never;
};

interface JaegerExporterFactories {
  /** Exporter `jaeger_storage_exporter` of Jaeger v2: traces. */
  readonly jaegerStorageExporter: Factory<JaegerStorageExporterConfig, Exporter<'traces'>, true>;
}

interface JaegerExtensionFactories {
  /** Extension `jaeger_storage` of Jaeger v2. */
  readonly jaegerStorage: Factory<JaegerStorageConfig, Extension, true>;
  /** Extension `jaeger_query` of Jaeger v2. */
  readonly jaegerQuery: Factory<JaegerQueryConfig, Extension, true>;
  /** Extension `remote_sampling` of Jaeger v2. */
  readonly remoteSampling: Factory<RemoteSamplingConfig, Extension, true>;
}

/** Factories of the receivers of the catalog, by canonical type in camelCase. */
export const receivers = factoriesOf('receiver') as FactoriesOf<Receivers, 'receiver'>;

/** Factories of the processors of the catalog, by canonical type in camelCase. */
export const processors = factoriesOf('processor') as FactoriesOf<Processors, 'processor'>;

/** Factories of the exporters of the catalog, by canonical type in camelCase, and Jaeger v2's own. */
export const exporters = { ...factoriesOf('exporter'), ...jaegerExporters() } as FactoriesOf<
  Exporters,
  'exporter'
> &
  JaegerExporterFactories;

/** Factories of the connectors of the catalog, by canonical type in camelCase. */
export const connectors = factoriesOf('connector') as ConnectorFactories;

/** Factories of the extensions of the catalog, by canonical type in camelCase, and Jaeger v2's own. */
export const extensions = { ...factoriesOf('extension'), ...jaegerExtensions() } as ExtensionFactories &
  JaegerExtensionFactories;

/** What `component` needs to know of a type that the catalog does not hold. */
export interface CustomComponent<Signals extends Signal> {
  /** Signals that it carries; for a connector those that it takes. */
  readonly signals: readonly Signals[];
  /** For a connector: signals that it gives; default: the same that it takes. */
  readonly gives?: readonly Signals[];
  /** Instance name; default: the unnamed instance. */
  readonly name?: string;
}

interface HandleOf<Signals extends Signal> {
  readonly receiver: Receiver<Signals>;
  readonly processor: Processor<Signals>;
  readonly exporter: Exporter<Signals>;
  readonly connector: Connector<Signals, Signals>;
  readonly extension: Extension;
}

/**
 * A component that the catalog does not type: one of a custom build, or with fields newer than the catalog.
 * Nothing of it is checked by the compiler, and a check says that it was used.
 *
 * @param componentClass receiver, processor, exporter, connector or extension
 * @param type its type, as the collector that will run knows it
 * @param config its configuration; null writes an empty body
 * @param facts its signals and instance name
 */
export function component<Class extends ComponentClass, Signals extends Signal = never>(
  componentClass: Class,
  type: string,
  config: object | null = {},
  facts: CustomComponent<Signals> = { signals: [] },
): HandleOf<Signals>[Class] {
  const handle = {
    ...baseHandle(componentClass, type, config, facts.name ?? ''),
    untyped: true,
    carries: carries(facts.signals),
    takes: carries(facts.signals),
    gives: carries(facts.gives ?? facts.signals),
  };
  return handle as unknown as HandleOf<Signals>[Class];
}

function jaegerExporters(): object {
  const ends = { carries: carries(['traces']), takes: {}, gives: {} };
  return { jaegerStorageExporter: handleMaker('exporter', 'jaeger_storage_exporter', ends) };
}

function jaegerExtensions(): object {
  const ends = { carries: {}, takes: {}, gives: {} };
  return {
    jaegerStorage: handleMaker('extension', 'jaeger_storage', ends),
    jaegerQuery: handleMaker('extension', 'jaeger_query', ends),
    remoteSampling: handleMaker('extension', 'remote_sampling', ends),
  };
}

function handleMaker(componentClass: ComponentClass, type: string, ends: object) {
  return (config: object | null = {}, name = ''): AnyComponent =>
    made({ ...baseHandle(componentClass, type, config, name), ...ends }) as unknown as AnyComponent;
}

function factoriesOf(componentClass: ComponentClass): object {
  const entries = typedComponents(componentClass).map((facts) => {
    const ends = {
      carries: carries(facts.signals),
      takes: carries(facts.pairs.map(([from]) => from)),
      gives: carries(facts.pairs.map(([, to]) => to)),
    };
    return [facts.factory, handleMaker(componentClass, facts.type, ends)];
  });
  return Object.fromEntries(entries);
}

function baseHandle(componentClass: ComponentClass, type: string, config: object | null, name: string) {
  return { class: componentClass, type, name, config, untyped: false, ignored: [] };
}

function carries<Signals extends Signal>(signals: readonly Signals[]): Carries<Signals> {
  return Object.fromEntries(signals.map((signal) => [signal, true])) as Carries<Signals>;
}
