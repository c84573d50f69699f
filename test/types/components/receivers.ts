import { env, extensions, plainText, podIp, receivers, secretEnv } from '../../../lib/collector';
import { leader, storage } from './extensions';
import type { Samples } from './sample';

const observer = extensions.k8sObserver({ observe_pods: true });

/** Samples of every receiver of the Kubernetes distribution. */
export const receiverSamples: Samples<typeof receivers> = {
  fileLog: {
    smallest: receivers.fileLog({ include: ['/var/log/pods/*/*/*.log'] }),
    full: receivers.fileLog({
      include: ['/var/log/pods/*/*/*.log'],
      exclude: ['/var/log/pods/observability_*/**'],
      start_at: 'beginning',
      poll_interval: '200ms',
      fingerprint_size: '1kb',
      max_log_size: '1MiB',
      max_concurrent_files: 1024,
      encoding: 'utf-8',
      include_file_path: true,
      include_file_name: false,
      multiline: { line_start_pattern: '^\\d{4}' },
      retry_on_failure: { enabled: true, initial_interval: '1s' },
      storage,
      attributes: { cluster: 'develop' },
      operators: [
        { type: 'container', id: 'container-parser', max_log_size: 102_400 },
        { type: 'json_parser', parse_from: 'body', parse_to: 'attributes', on_error: 'send_quiet' },
        { type: 'regex_parser', regex: '^(?P<level>\\w+) ', severity: { parse_from: 'attributes.level' } },
        { type: 'move', from: 'attributes.level', to: 'attributes.severity' },
        {
          type: 'router',
          routes: [{ expr: 'body matches "^{"', output: 'keep' }],
          default: ['keep'],
        },
        { type: 'noop', id: 'keep' },
      ],
    }),
  },
  fluentForward: {
    smallest: receivers.fluentForward({ endpoint: '0.0.0.0:8006' }),
    full: receivers.fluentForward({ endpoint: podIp(8006) }),
  },
  hostMetrics: {
    smallest: receivers.hostMetrics({ scrapers: { cpu: {} } }),
    full: receivers.hostMetrics({
      collection_interval: '30s',
      initial_delay: '1s',
      root_path: '/',
      scrapers: {
        cpu: { metrics: { 'system.cpu.utilization': { enabled: true } } },
        disk: { include: { devices: ['sda'], match_type: 'strict' } },
        filesystem: {
          exclude_mount_points: { mount_points: ['/dev/*', '/proc/*'], match_type: 'regexp' },
          exclude_fs_types: { fs_types: ['tmpfs'], match_type: 'strict' },
        },
        load: { cpu_average: true },
        memory: {},
        network: { exclude: { interfaces: ['lo'], match_type: 'strict' } },
        paging: {},
        process: { mute_process_name_error: true, include: { names: ['java'], match_type: 'regexp' } },
        processes: {},
        system: {},
      },
    }),
  },
  httpCheck: {
    smallest: receivers.httpCheck({ targets: [{ endpoint: 'https://example.com' }] }),
    full: receivers.httpCheck({
      collection_interval: '1m',
      targets: [
        {
          method: 'POST',
          endpoints: ['https://example.com', 'https://example.org'],
          body: '{}',
          headers: { 'Content-Type': plainText('application/json') },
          validations: [{ contains: 'ok', max_size: 1024 }],
        },
      ],
      metrics: { 'httpcheck.tls.cert_remaining': { enabled: true } },
    }),
  },
  jaeger: {
    smallest: receivers.jaeger({ protocols: { grpc: {} } }),
    full: receivers.jaeger({
      protocols: {
        grpc: { endpoint: podIp(14250), max_recv_msg_size_mib: 8 },
        thrift_http: { endpoint: podIp(14268) },
        thrift_compact: { endpoint: podIp(6831), queue_size: 1000, workers: 10 },
        thrift_binary: { endpoint: podIp(6832) },
      },
    }),
  },
  journald: {
    smallest: receivers.journald(),
    full: receivers.journald({
      directory: '/var/log/journal',
      units: ['kubelet', 'containerd'],
      priority: 'warning',
      start_at: 'end',
      storage,
      operators: [{ type: 'remove', field: 'body._BOOT_ID' }],
    }),
  },
  k8sCluster: {
    smallest: receivers.k8sCluster(),
    full: receivers.k8sCluster({
      auth_type: 'serviceAccount',
      collection_interval: '30s',
      distribution: 'kubernetes',
      node_conditions_to_report: ['Ready', 'MemoryPressure'],
      allocatable_types_to_report: ['cpu', 'memory'],
      k8s_leader_elector: leader,
      metrics: { 'k8s.node.condition': { enabled: true } },
      resource_attributes: { 'k8s.kubelet.version': { enabled: true } },
    }),
  },
  k8sEvents: {
    smallest: receivers.k8sEvents(),
    full: receivers.k8sEvents({
      auth_type: 'serviceAccount',
      namespaces: ['shop'],
      dedup_interval: '1m',
      k8s_leader_elector: leader,
    }),
  },
  k8sObjects: {
    smallest: receivers.k8sObjects({ objects: [{ name: 'events' }] }),
    full: receivers.k8sObjects({
      auth_type: 'serviceAccount',
      error_mode: 'propagate',
      k8s_leader_elector: leader,
      objects: [
        { name: 'pods', mode: 'pull', interval: '15m', label_selector: 'app=shop' },
        {
          name: 'events',
          mode: 'watch',
          group: 'events.k8s.io',
          namespaces: ['shop'],
          exclude_watch_type: ['DELETED'],
        },
      ],
    }),
  },
  kubeletStats: {
    smallest: receivers.kubeletStats({ auth_type: 'none', endpoint: 'http://node:10255' }),
    full: receivers.kubeletStats({
      auth_type: 'none',
      collection_interval: '20s',
      endpoint: 'http://node:10255',
      insecure_skip_verify: true,
      node: env('K8S_NODE_NAME'),
      metric_groups: ['node', 'pod', 'container', 'volume'],
      extra_metadata_labels: ['container.id'],
      metrics: { 'k8s.pod.cpu.usage': { enabled: true } },
    }),
  },
  otelarrow: {
    smallest: receivers.otelarrow(),
    full: receivers.otelarrow({
      protocols: {
        grpc: { endpoint: podIp(4317), keepalive: { server_parameters: { max_connection_age: '1m' } } },
      },
    }),
  },
  otlp: {
    smallest: receivers.otlp({ protocols: { grpc: {} } }),
    full: receivers.otlp({
      protocols: {
        grpc: {
          endpoint: podIp(4317),
          max_recv_msg_size_mib: 16,
          max_concurrent_streams: 100,
          keepalive: {
            server_parameters: { max_connection_age: '11s', max_connection_age_grace: '12s' },
            enforcement_policy: { min_time: '1m', permit_without_stream: true },
          },
        },
        http: {
          endpoint: podIp(4318),
          cors: { allowed_origins: ['https://*.example.com'], max_age: 7200 },
          traces_url_path: '/v1/traces',
          include_metadata: true,
          compression_algorithms: ['gzip'],
          response_headers: { 'X-Served-By': plainText('otel') },
          tls: { cert_file: '/certs/tls.crt', key_file: '/certs/tls.key', min_version: '1.3' },
        },
      },
    }),
  },
  prometheus: {
    smallest: receivers.prometheus({
      config: { scrape_configs: [{ job_name: 'self', static_configs: [{ targets: ['localhost:8888'] }] }] },
    }),
    full: receivers.prometheus({
      config: {
        global: { scrape_interval: '30s', external_labels: { cluster: 'develop' } },
        scrape_configs: [
          {
            job_name: 'kubernetes-pods',
            scrape_interval: '15s',
            scrape_protocols: ['OpenMetricsText1.0.0', 'PrometheusText0.0.4'],
            honor_labels: true,
            kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: ['shop'] } }],
            relabel_configs: [
              {
                source_labels: ['__meta_kubernetes_pod_annotation_prometheus_io_scrape'],
                action: 'keep',
                regex: 'true',
              },
              { action: 'labelmap', regex: '__meta_kubernetes_pod_label_(.+)' },
            ],
            metric_relabel_configs: [{ source_labels: ['__name__'], action: 'drop', regex: 'go_.*' }],
          },
          {
            job_name: 'static',
            scheme: 'https',
            basic_auth: { username: 'reader', password: secretEnv({ secret: 'scrape', key: 'password' }) },
            tls_config: { insecure_skip_verify: true, min_version: 'TLS12' },
            static_configs: [{ targets: ['app:9090'], labels: { team: 'shop' } }],
          },
        ],
      },
    }),
  },
  receiverCreator: {
    smallest: receivers.receiverCreator({ watch_observers: [observer] }),
    full: receivers.receiverCreator({
      watch_observers: [observer],
      discovery: { enabled: true, ignore_receivers: ['redis'] },
      receivers: {
        'prometheus_simple/pods': {
          rule: 'type == "port" && pod.annotations["prometheus.io/scrape"] == "true"',
          config: { collection_interval: '30s' },
          resource_attributes: { tier: 'backend' },
        },
      },
      resource_attributes: { pod: { 'k8s.pod.name': '`name`' } },
    }),
  },
  zipkin: {
    smallest: receivers.zipkin(),
    full: receivers.zipkin({
      endpoint: podIp(9411),
      parse_string_tags: true,
      max_request_body_size: 1_048_576,
    }),
  },
};
