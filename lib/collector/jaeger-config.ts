import type {
  Duration,
  ExtensionReference,
  GrpcAddress,
  HttpAddress,
  ListenAddress,
  NumberValue,
  Secret,
  TextValue,
} from '../../imports/collector/values';

/*
 * The components that Jaeger v2 adds to the collector, as its release 2.20.0 (collector 0.155.0) reads them. They are in
 * no distribution of the collector, so that the catalog knows their names only.
 */

/** TLS of a client: on unless `insecure`. */
export interface JaegerClientTls {
  readonly insecure?: boolean;
  readonly insecure_skip_verify?: boolean;
  readonly ca_file?: TextValue;
  readonly cert_file?: TextValue;
  readonly key_file?: TextValue;
  readonly server_name_override?: TextValue;
}

/** At most one way of proving who Jaeger is. */
export interface ElasticsearchAuthentication {
  readonly basic?: {
    readonly username: TextValue;
    readonly password?: Secret;
    readonly password_file?: TextValue;
    readonly reload_interval?: Duration;
  };
  readonly bearer_token?: { readonly file_path?: TextValue; readonly from_context?: boolean };
  readonly api_key?: { readonly file_path?: TextValue; readonly from_context?: boolean };
  readonly authenticator?: ExtensionReference;
}

/** One family of indices. */
export interface ElasticsearchIndex {
  /** Default 5. */
  readonly shards?: number;
  /** Default 1. */
  readonly replicas?: number;
  readonly priority?: number;
  readonly date_layout?: string;
}

/** Elasticsearch or OpenSearch as a store. */
export interface ElasticsearchStore {
  /** Base URLs; default `http://127.0.0.1:9200`. */
  readonly server_urls: readonly HttpAddress[];
  readonly auth?: ElasticsearchAuthentication;
  readonly tls?: JaegerClientTls;
  readonly sniffing?: { readonly enabled?: boolean };
  readonly query_timeout?: Duration;
  /** 0 finds it out; else 7, 8 or 9. */
  readonly version?: number;
  readonly indices?: {
    readonly index_prefix?: string;
    readonly spans?: ElasticsearchIndex;
    readonly services?: ElasticsearchIndex;
    readonly dependencies?: ElasticsearchIndex;
    readonly sampling?: ElasticsearchIndex;
  };
  /** Default true. */
  readonly create_mappings?: boolean;
  /** How far back a search looks; default 72h. */
  readonly max_span_age?: Duration;
  /** Default 10000. */
  readonly max_doc_count?: number;
  readonly bulk_processing?: {
    readonly max_bytes?: number;
    readonly flush_interval?: Duration;
    readonly workers?: number;
  };
}

/** A store for traces: exactly one type. */
export type JaegerBackend =
  | { readonly memory: { /** 0 or less is refused at start. */ readonly max_traces: NumberValue } }
  | {
      readonly badger: {
        readonly directories?: { readonly keys: string; readonly values: string };
        /** Default true: everything is lost at a restart. */
        readonly ephemeral?: boolean;
        readonly ttl?: { readonly spans?: Duration };
      };
    }
  | { readonly elasticsearch: ElasticsearchStore }
  | { readonly opensearch: ElasticsearchStore }
  | {
      readonly grpc: {
        readonly endpoint: GrpcAddress;
        readonly tls?: JaegerClientTls;
        readonly timeout?: Duration;
      };
    };

/** Extension `jaeger_storage`: the stores, by name. */
export interface JaegerStorageConfig {
  readonly backends: { readonly [name: string]: JaegerBackend };
  readonly metric_backends?: {
    readonly [name: string]: {
      readonly prometheus: { readonly endpoint: HttpAddress; readonly tls?: JaegerClientTls };
    };
  };
}

/** Extension `jaeger_query`: the page and its API. */
export interface JaegerQueryConfig {
  /** Names of stores of `jaeger_storage`. */
  readonly storage: { readonly traces: string; readonly traces_archive?: string; readonly metrics?: string };
  /** Starts with `/`. */
  readonly base_path?: `/${string}`;
  readonly ui?: { readonly config_file?: TextValue; readonly log_access?: boolean };
  /** Default `:16686`. */
  readonly http?: { readonly endpoint: ListenAddress };
  /** Default `:16685`. */
  readonly grpc?: { readonly endpoint: ListenAddress };
  /** Whether queries are traced themselves; default true. */
  readonly enable_tracing?: boolean;
  readonly max_clock_skew_adjust?: Duration;
}

/** Extension `remote_sampling`: exactly one source of strategies. */
export interface RemoteSamplingConfig {
  readonly file?: {
    readonly path?: TextValue;
    readonly reload_interval?: Duration;
    /** From 0 to 1. */
    readonly default_sampling_probability?: number;
  };
  readonly adaptive?: {
    readonly sampling_store: string;
    readonly target_samples_per_second?: number;
    readonly initial_sampling_probability?: number;
  };
  readonly http?: { readonly endpoint: ListenAddress };
  readonly grpc?: { readonly endpoint: ListenAddress };
}

/** Exporter `jaeger_storage_exporter`: writes traces to a store. */
export interface JaegerStorageExporterConfig {
  /** Name of a store of `jaeger_storage`. */
  readonly trace_storage: string;
  readonly queue?: {
    readonly enabled?: boolean;
    readonly num_consumers?: number;
    readonly queue_size?: number;
  };
  readonly retry_on_failure?: { readonly enabled?: boolean };
}
