/**
 * Fields of a component that only Jaeger v2 has: names with what stands below them; `open` for what is not looked into. Read from
 * Jaeger's module, releases 2.0 to 2.20: a field that any of them knows is here.
 */
export type JaegerFields = 'open' | { readonly [name: string]: JaegerFields };

const leaves = (names: string): { readonly [name: string]: JaegerFields } =>
  Object.fromEntries(names.split(' ').map((name) => [name, 'open']));

const token = leaves('file_path from_context reload_interval');
const authentication = {
  basic: leaves('username password password_file reload_interval'),
  bearer_token: token,
  api_key: token,
  authenticator: 'open',
} as const;
const index = leaves('priority date_layout shards replicas rollover_frequency rotation');

const elasticsearch: JaegerFields = {
  ...leaves(
    'server_urls remote_read_clusters tls disable_health_check health_check_timeout_startup send_get_body_as query_timeout http_compression custom_headers write_mode poison_pill_handling version log_level use_aliases span_read_alias span_write_alias service_read_alias service_write_alias create_mappings use_ilm max_doc_count max_span_age max_trace_duration service_cache_ttl adaptive_sampling_lookback',
  ),
  auth: authentication,
  sniffing: leaves('enabled use_https'),
  bulk_processing: leaves('max_bytes max_actions flush_interval workers'),
  indices: { index_prefix: 'open', spans: index, services: index, dependencies: index, sampling: index },
  tags_as_fields: leaves('all dot_replacement config_file include'),
};

const clickhouse: JaegerFields = {
  ...leaves(
    'protocol addresses database tls dial_timeout create_schema default_search_depth max_search_depth attribute_metadata_cache_ttl attribute_metadata_cache_max_size ttl',
  ),
  auth: 'open',
};

/** Backends of traces by their type. */
export const traceBackends: { readonly [type: string]: JaegerFields } = {
  memory: leaves('max_traces'),
  badger: {
    ...leaves('ephemeral consistency maintenance_interval metrics_update_interval read_only'),
    ttl: leaves('spans'),
    directories: leaves('keys values'),
  },
  grpc: 'open',
  cassandra: {
    schema: leaves(
      'keyspace disable_compression create datacenter trace_ttl dependencies_ttl replication_factor compaction_window',
    ),
    connection: {
      ...leaves(
        'servers local_dc port disable_auto_discovery connections_per_host reconnect_interval socket_keep_alive tls timeout proto_version',
      ),
      auth: { basic: leaves('username password allowed_authenticators') },
    },
    query: leaves('timeout max_retry_attempts consistency'),
    index: leaves('logs tags process_tags tag_blacklist tag_whitelist'),
    span_store_write_cache_ttl: 'open',
  },
  elasticsearch,
  opensearch: elasticsearch,
  clickhouse,
};

/** Backends of metrics by their type. */
export const metricBackends: { readonly [type: string]: JaegerFields } = {
  prometheus: {
    ...leaves(
      'endpoint connect_timeout tls token_file_path token_override_from_context metric_namespace latency_unit normalize_calls normalize_duration extra_query_parameters',
    ),
    auth: authentication,
  },
  elasticsearch,
  opensearch: elasticsearch,
  clickhouse,
};

/** Fields of `jaeger_query`. */
export const queryFields: JaegerFields = {
  ...leaves(
    'base_path bearer_token_propagation header_forwarding multi_tenancy max_clock_skew_adjust max_trace_size enable_tracing http grpc otlp_proxy query_interceptors ai',
  ),
  ui: leaves('config_file assets_path log_access'),
  storage: leaves('traces traces_archive metrics'),
};

/** Fields of `jaeger_storage_exporter`. */
export const storageExporterFields: JaegerFields = leaves('trace_storage queue retry_on_failure');

/** Fields of `remote_sampling`. */
export const remoteSamplingFields: JaegerFields = {
  ...leaves('http grpc'),
  file: leaves('path reload_interval default_sampling_probability'),
  adaptive: leaves(
    'sampling_store target_samples_per_second delta_tolerance calculation_interval aggregation_buckets calculation_buckets calculation_delay initial_sampling_probability min_sampling_probability min_samples_per_second leader_lease_refresh_interval follower_lease_refresh_interval',
  ),
};
