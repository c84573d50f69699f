import { env, podIp, processors, secretEnv } from '../../../lib/collector';
import { storage } from './extensions';
import type { Samples } from './sample';

/** Samples of every processor of the Kubernetes distribution. */
export const processorSamples: Samples<typeof processors> = {
  attributes: {
    smallest: processors.attributes({ actions: [{ key: 'db.statement', action: 'delete' }] }),
    full: processors.attributes({
      include: { match_type: 'strict', resources: [{ key: 'env', value: 'test' }] },
      exclude: { match_type: 'regexp', resources: [{ key: 'service.name', value: '^probe.*' }] },
      actions: [
        { key: 'environment', value: 'production', action: 'insert' },
        { key: 'user', from_attribute: 'enduser.id', action: 'upsert' },
        { key: 'user.email', action: 'hash' },
        { key: 'http.url', pattern: '^(?P<scheme>.*):', action: 'extract' },
        { key: 'http.status_code', action: 'convert', converted_type: 'int' },
      ],
    }),
  },
  batch: {
    smallest: processors.batch(),
    full: processors.batch({
      timeout: '1s',
      send_batch_size: 8192,
      send_batch_max_size: 10_000,
      metadata_keys: ['tenant_id'],
      metadata_cardinality_limit: 100,
    }),
  },
  cumulativeToDelta: {
    smallest: processors.cumulativeToDelta(),
    full: processors.cumulativeToDelta({
      include: { metrics: ['^http\\..*'], match_type: 'regexp' },
      exclude: { metric_types: ['histogram'] },
      max_staleness: '24h',
      initial_value: 'drop',
    }),
  },
  deltaToCumulative: {
    smallest: processors.deltaToCumulative(),
    full: processors.deltaToCumulative({ max_stale: '10m', max_streams: 5000 }),
  },
  deltaToRate: {
    smallest: processors.deltaToRate({ metrics: ['requests'] }),
    full: processors.deltaToRate({ metrics: ['requests', 'errors'] }),
  },
  drain: {
    smallest: processors.drain(),
    full: processors.drain({
      tree_depth: 4,
      merge_threshold: 0.4,
      max_clusters: 1000,
      storage,
      save_interval: '1m',
      masking_rules: [{ name: 'ip', pattern: '\\d+\\.\\d+\\.\\d+\\.\\d+' }],
    }),
  },
  filter: {
    smallest: processors.filter(),
    full: processors.filter({
      error_mode: 'ignore',
      trace_conditions: [
        { context: 'span', conditions: ['attributes["url.path"] == "/health"'] },
        { context: 'resource', conditions: ['attributes["service.name"] == "probe"'], error_mode: 'silent' },
      ],
      metric_conditions: ['metric.name == "debug"'],
      logs: { log_record: ['severity_number < SEVERITY_NUMBER_WARN'] },
    }),
  },
  groupbyattrs: {
    smallest: processors.groupbyattrs(),
    full: processors.groupbyattrs({ keys: ['host.name'] }),
  },
  groupbytrace: {
    smallest: processors.groupbytrace(),
    full: processors.groupbytrace({ wait_duration: '10s', num_traces: 1000, num_workers: 2 }),
  },
  interval: {
    smallest: processors.interval(),
    full: processors.interval({ interval: '30s', pass_through: { gauge: true, summary: false } }),
  },
  k8sAttributes: {
    smallest: processors.k8sAttributes(),
    full: processors.k8sAttributes({
      auth_type: 'serviceAccount',
      passthrough: false,
      wait_for_metadata: true,
      wait_for_metadata_timeout: '10s',
      filter: {
        node_from_env_var: 'K8S_NODE_NAME',
        labels: [{ key: 'tier', value: 'backend', op: 'equals' }],
        fields: [{ key: 'status.phase', value: 'Running', op: 'not-equals' }],
      },
      extract: {
        metadata: ['k8s.pod.name', 'k8s.deployment.name', 'k8s.namespace.name', 'container.image.tag'],
        labels: [{ tag_name: 'app.label', key: 'app', from: 'pod' }],
        annotations: [{ tag_name: 'team', key_regex: 'example.com/(.*)', from: 'namespace' }],
        otel_annotations: true,
      },
      pod_association: [
        { sources: [{ from: 'resource_attribute', name: 'k8s.pod.ip' }] },
        { sources: [{ from: 'connection' }] },
      ],
      exclude: { pods: [{ name: 'jaeger-agent' }] },
    }),
  },
  logDedup: {
    smallest: processors.logDedup(),
    full: processors.logDedup({
      interval: '10s',
      log_count_attribute: 'log_count',
      timezone: 'UTC',
      exclude_fields: ['attributes.request\\.id'],
    }),
  },
  memoryLimiter: {
    smallest: processors.memoryLimiter({ check_interval: '1s', limit_percentage: 80 }),
    full: processors.memoryLimiter({
      check_interval: '1s',
      limit_mib: 400,
      spike_limit_mib: 100,
      min_gc_interval_when_soft_limited: '10s',
      max_gc_interval_when_soft_limited: '1m',
    }),
  },
  metricsTransform: {
    smallest: processors.metricsTransform(),
    full: processors.metricsTransform({
      transforms: [
        {
          include: 'system.cpu.usage',
          action: 'update',
          new_name: 'system.cpu.usage_time',
          operations: [
            { action: 'add_label', new_label: 'cluster', new_value: 'develop' },
            {
              action: 'update_label',
              label: 'state',
              new_label: 'mode',
              value_actions: [{ value: 'user', new_value: 'u' }],
            },
            { action: 'aggregate_labels', label_set: ['mode'], aggregation_type: 'sum' },
            { action: 'experimental_scale_value', experimental_scale: 0.001 },
          ],
        },
        {
          include: '^process\\.(?P<what>.*)$',
          match_type: 'regexp',
          action: 'combine',
          new_name: 'process',
          aggregation_type: 'sum',
          submatch_case: 'lower',
        },
      ],
    }),
  },
  metricsgeneration: {
    smallest: processors.metricsgeneration(),
    full: processors.metricsgeneration({
      rules: [
        {
          name: 'pod.cpu.utilized',
          type: 'calculate',
          metric1: 'pod.cpu.usage',
          metric2: 'node.cpu.limit',
          operation: 'divide',
        },
        {
          name: 'pod.memory.mib',
          unit: 'MiB',
          type: 'scale',
          metric1: 'pod.memory',
          scale_by: 0.5,
          operation: 'multiply',
        },
      ],
    }),
  },
  probabilisticSampler: {
    smallest: processors.probabilisticSampler(),
    full: processors.probabilisticSampler({
      sampling_percentage: 15.3,
      mode: 'proportional',
      hash_seed: 22,
      fail_closed: true,
      sampling_precision: 4,
      attribute_source: 'record',
      from_attribute: 'session',
      sampling_priority: 'priority',
    }),
  },
  redaction: {
    smallest: processors.redaction(),
    full: processors.redaction({
      allow_all_keys: false,
      allowed_keys: ['description', 'group'],
      ignored_keys: ['safe'],
      blocked_values: ['4[0-9]{12}(?:[0-9]{3})?'],
      hash_function: 'hmac-sha256',
      hmac_key: secretEnv({ secret: 'redaction', key: 'hmac' }),
      summary: 'debug',
      db_sanitizer: { sql: { enabled: true, attributes: ['db.statement'] } },
    }),
  },
  remotetap: {
    smallest: processors.remotetap(),
    full: processors.remotetap({ endpoint: podIp(12001), limit: 1 }),
  },
  resource: {
    smallest: processors.resource({ attributes: [{ key: 'cluster', value: 'develop', action: 'upsert' }] }),
    full: processors.resource({
      attributes: [
        { key: 'cluster', value: env('CLUSTER'), action: 'upsert' },
        { key: 'host.name', from_attribute: 'host', action: 'insert' },
        { key: 'secret', pattern: '^token\\.', action: 'delete' },
      ],
    }),
  },
  resourceDetection: {
    smallest: processors.resourceDetection(),
    full: processors.resourceDetection({
      detectors: ['env', 'system', 'gcp', 'ec2'],
      timeout: '2s',
      override: false,
      system: {
        hostname_sources: ['os'],
        resource_attributes: { 'host.id': { enabled: true }, 'host.name': { enabled: true } },
      },
      ec2: { tags: ['^Name$'], resource_attributes: { 'cloud.region': { enabled: true } } },
    }),
  },
  tailSampling: {
    smallest: processors.tailSampling({ policies: [{ name: 'all', type: 'always_sample' }] }),
    full: processors.tailSampling({
      decision_wait: '10s',
      num_traces: 50_000,
      expected_new_traces_per_sec: 10,
      decision_cache: { sampled_cache_size: 100_000, non_sampled_cache_size: 100_000 },
      sampling_strategy: 'trace-complete',
      policies: [
        { name: 'slow', type: 'latency', latency: { threshold_ms: 5000 } },
        { name: 'errors', type: 'status_code', status_code: { status_codes: ['ERROR', 'UNSET'] } },
        {
          name: 'routes',
          type: 'string_attribute',
          string_attribute: { key: 'http.route', values: ['/pay.*'], enabled_regex_matching: true },
        },
        {
          name: 'both',
          type: 'and',
          and: {
            and_sub_policy: [
              {
                name: 'n',
                type: 'numeric_attribute',
                numeric_attribute: { key: 'size', min_value: 1, max_value: 9 },
              },
              { name: 'p', type: 'probabilistic', probabilistic: { sampling_percentage: 10 } },
            ],
          },
        },
        {
          name: 'mix',
          type: 'composite',
          composite: {
            max_total_spans_per_second: 1000,
            policy_order: ['rest'],
            composite_sub_policy: [{ name: 'rest', type: 'always_sample' }],
            rate_allocation: [{ policy: 'rest', percent: 50 }],
          },
        },
        {
          name: 'condition',
          type: 'ottl_condition',
          ottl_condition: { error_mode: 'ignore', span: ['attributes["test"] == true'] },
        },
        { name: 'rate', type: 'rate_limiting', rate_limiting: { spans_per_second: 35 } },
      ],
    }),
  },
  transform: {
    smallest: processors.transform(),
    full: processors.transform({
      error_mode: 'ignore',
      trace_statements: [
        {
          context: 'span',
          conditions: ['attributes["http.route"] != nil'],
          statements: ['set(name, attributes["http.route"])', 'delete_key(attributes, "token")'],
        },
      ],
      metric_statements: ['set(metric.description, "") where metric.name == "x"'],
      log_statements: [{ statements: ['set(log.severity_text, "INFO")'], error_mode: 'silent' }],
    }),
  },
};
