import {
  type Component,
  type ComponentClass,
  durationOf,
  type ExporterEndpoint,
  exporterEndpoints,
  read,
  runningComponents,
  sendingQueues,
  typedPlaces,
} from '../../collector/effective';
import { groupBy, isMap, isOpen, once } from '../../documents';
import type { CollectorSubject } from '../subject';
import { configOf } from './collectors';
import { Place, type Written } from './place';
import { type Fields, fields, flag, free, list, number, type Reader, text, word, written } from './shape';

/** A component of a collector. */
export class ComponentView<Settings extends object = object> {
  readonly class: ComponentClass;
  /** Canonical type: `otlp_http` for `otlphttp/jaeger`. */
  readonly type: string;
  readonly id: string;
  /** Where its settings stand. */
  readonly place: Place;

  constructor(
    readonly collector: CollectorSubject,
    readonly component: Component,
    private readonly read: (place: Place) => Fields<Settings>,
  ) {
    this.class = component.class;
    this.type = component.type;
    this.id = component.id;
    this.place = configOf(collector).at(...component.path);
  }

  /** Its settings, as far as rules ask about them. */
  get settings(): Fields<Settings> {
    return this.read(this.place);
  }

  /** Whether a pipeline names it, or `service.extensions`. */
  get isRunning(): boolean {
    return running(this.collector).has(this.component);
  }

  /** Signals of the pipelines that name it; none for connectors, which change them, and extensions. */
  get signals(): readonly string[] {
    if (this.class === 'connector' || this.class === 'extension') return [];
    const users = read(this.collector).users(`${this.class}s`, this.id);
    return [...new Set(users.map(({ signal }) => signal))];
  }
}

const running = once((collector: CollectorSubject) => new Set(runningComponents(read(collector))));

/** The components of a kind in a collector, in the order of its configuration. */
export type Components<Settings extends object = object> = (
  collector: CollectorSubject,
) => readonly ComponentView<Settings>[];

/**
 * Components with the settings that rules ask about. Of one that comes whole from an `${…}` no setting is known: it is left out.
 *
 * @param type canonical type; default: all
 */
function componentsOf<Settings extends object>(
  componentClass: ComponentClass | undefined,
  type: string | undefined,
  shape: Settings,
): Components<Settings> {
  const settings = fields(shape);
  return once((collector) =>
    read(collector)
      .components.filter((each) => componentClass === undefined || each.class === componentClass)
      .filter((each) => (type === undefined || each.type === type) && !isOpen(each.body))
      .map((each) => new ComponentView(collector, each, settings)),
  );
}

/** Nanoseconds of what the collector reads as a duration. */
const duration = written(durationOf);

/** All components, those too that come whole from an `${…}`. */
export const components: Components = once((collector) =>
  read(collector).components.map((each) => new ComponentView(collector, each, fields({}))),
);

export const receivers: Components = once((collector) =>
  components(collector).filter((each) => each.class === 'receiver'),
);

export const hostMetrics = componentsOf('receiver', 'host_metrics', { root_path: word });

export const prometheusReceivers = componentsOf('receiver', 'prometheus', {
  target_allocator: free,
  config: fields({ scrape_configs: list(free) }),
});

export const fileLogs = componentsOf('receiver', 'file_log', {
  start_at: text,
  storage: free,
  include: list(text),
  exclude: free,
});

/** What an operator of a log receiver that divides entries asks of them. */
export const routesOf = fields({ routes: list(fields({ expr: word })) });

export const batchProcessors = componentsOf('processor', 'batch', {
  timeout: duration,
  send_batch_size: number,
  send_batch_max_size: number,
  metadata_cardinality_limit: number,
  metadata_keys: free,
});

/** Processors and extensions that bound the memory. */
export const memoryLimiters = componentsOf(undefined, 'memory_limiter', {
  check_interval: duration,
  limit_mib: number,
  spike_limit_mib: number,
  limit_percentage: number,
  spike_limit_percentage: number,
  min_gc_interval_when_soft_limited: duration,
  max_gc_interval_when_soft_limited: duration,
  min_gc_interval_when_hard_limited: duration,
  max_gc_interval_when_hard_limited: duration,
});

export type MemoryLimiter = ReturnType<typeof memoryLimiters>[number];

export const resourceDetections = componentsOf('processor', 'resource_detection', { override: flag });

export const resources = componentsOf('processor', 'resource', {
  attributes: list(fields({ key: text, action: text, from_attribute: free })),
});

export const podAttributes = componentsOf('processor', 'k8s_attributes', {
  passthrough: flag,
  filter: fields({ node: free, node_from_env_var: free }),
  pod_association: list(fields({ sources: list(fields({ from: text })) })),
});

const queue = fields({
  enabled: flag,
  num_consumers: number,
  queue_size: number,
  sizer: word,
  storage: free,
  wait_for_result: flag,
  batch: fields({
    enabled: flag,
    sizer: word,
    flush_timeout: duration,
    min_size: number,
    max_size: number,
    partition: fields({ metadata_keys: free }),
  }),
});

/** A queue in which an exporter holds what it could not send yet. */
export type Queue = ReturnType<typeof queue>;

/** Exporters, with what most of them have. */
export const exporters = componentsOf('exporter', undefined, {
  tls: fields({ insecure: flag }),
  retry_on_failure: fields({ enabled: flag, max_elapsed_time: duration }),
  sending_queue: queue,
});

export const debugExporters = componentsOf('exporter', 'debug', { verbosity: text });

export const routingConnectors = componentsOf('connector', 'routing', { default_pipelines: free });

export const fileStorages = componentsOf('extension', 'file_storage', { directory: word });

/** The sending queues that are written, those of the exporters inside load_balancing, too. */
export function queues(collector: CollectorSubject): readonly Queue[] {
  return exporters(collector).flatMap(({ component }) =>
    sendingQueues(component).map(({ queue: data, path }) => queue(new Place(collector, path, data))),
  );
}

/** An address that an exporter sends to. */
export interface EndpointView extends Pick<ExporterEndpoint, 'kind'> {
  readonly exporter: ReturnType<typeof exporters>[number];
  /** The address, at the place of the exporter where none is written. */
  readonly address: Written<string>;
}

/** The addresses of the exporters whose protocol is known. */
export function endpoints(collector: CollectorSubject): readonly EndpointView[] {
  return exporters(collector).flatMap((exporter) =>
    exporterEndpoints(exporter.component).map(({ value, path, kind }) => ({
      exporter,
      kind,
      address: text(new Place(collector, path, value)),
    })),
  );
}

/** The blocks that components write, by their names in the catalog. */
const blocks = once((collector: CollectorSubject) => {
  const places = read(collector).components.flatMap((component) => [...typedPlaces(component)]);
  const found = places.flatMap(({ value, path, type }) =>
    type.kind === 'object' && isMap(value)
      ? [{ name: type.object.name, place: configOf(collector).at(...path) }]
      : [],
  );
  return groupBy(found, ({ name }) => name);
});

function blocksOf<Block>(
  name: string,
  read: Reader<Block>,
): (collector: CollectorSubject) => readonly Block[] {
  return (collector) => (blocks(collector).get(name) ?? []).map(({ place }) => read(place));
}

/** What servers answer to browsers of other origins. */
export const corsBlocks = blocksOf('Cors', fields({ allowed_origins: free, allowed_headers: free }));

const tls = fields({
  enabled: flag,
  insecure_skip_verify: flag,
  key_pem: free,
  min_version: word,
  max_version: word,
});

/** TLS settings, for calling or for being called. */
export type TlsBlock = ReturnType<typeof tls>;

export const tlsClients = blocksOf('TlsClient', tls);

/** TLS settings of servers, but those that are switched off. */
export function tlsServers(collector: CollectorSubject): readonly TlsBlock[] {
  return blocksOf('TlsServer', tls)(collector).filter(({ enabled }) => enabled.value !== false);
}
