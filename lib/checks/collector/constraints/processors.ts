import {
  all,
  type Constraint,
  distinct,
  each,
  excludes,
  fields,
  goRegexp,
  isEmpty,
  nonNegativeDuration,
  notEmpty,
  oneOf,
  oneOfAnyCase,
  positiveDuration,
  present,
  within,
} from '../constraint';
import { field, isOpen, isSet, items, knownText } from '../data';
import { attributes, resource } from './attribute-actions';
import type { ComponentConstraints } from './component-constraints';
import { errorMode, is, kubernetesApi, requiredWhen } from './shared';
import { tailSampling } from './tail-sampling';

const metadataFields =
  'k8s.namespace.name k8s.pod.name k8s.pod.uid k8s.pod.hostname k8s.pod.start_time k8s.pod.ip k8s.deployment.name k8s.deployment.uid k8s.replicaset.name k8s.replicaset.uid k8s.daemonset.name k8s.daemonset.uid k8s.statefulset.name k8s.statefulset.uid k8s.job.name k8s.job.uid k8s.cronjob.name k8s.cronjob.uid k8s.node.name k8s.node.uid k8s.container.name k8s.cluster.uid container.id container.image.name container.image.tag container.image.tags container.image.repo_digests service.namespace service.name service.version service.instance.id'.split(
    ' ',
  );

const extraction: Constraint = each(
  all(
    excludes('key', 'key_regex'),
    fields({
      from: oneOf('', 'pod', 'namespace', 'node', 'deployment', 'statefulset', 'daemonset', 'job'),
      key_regex: goRegexp,
    }),
  ),
);

const k8sAttributes: ComponentConstraints = {
  configuration: all(
    kubernetesApi,
    fields({
      watch_sync_period: nonNegativeDuration,
      pod_delete_grace_period: nonNegativeDuration,
      pod_association: each(
        fields({
          sources: function* (value, path) {
            if (items(value).length > 4) yield { path, message: 'holds more than 4 sources' };
          },
        }),
      ),
      extract: fields({
        metadata: each(oneOf(...metadataFields)),
        labels: extraction,
        annotations: extraction,
      }),
      filter: fields({
        labels: each(fields({ op: oneOf('', 'equals', 'not-equals', 'exists', 'does-not-exist') })),
        fields: each(fields({ op: oneOf('', 'equals', 'not-equals') })),
      }),
    }),
  ),
};

const metricMatch: Constraint = all(
  function* (match, path) {
    const hasMetrics = !isEmpty(field(match, 'metrics'));
    const hasType = !isEmpty(field(match, 'match_type'));
    if (isOpen(field(match, 'metrics')) || isOpen(field(match, 'match_type')) || hasMetrics === hasType)
      return;
    yield { path, message: `needs "${hasMetrics ? 'match_type' : 'metrics'}"` };
  },
  fields({ metric_types: each(oneOfAnyCase('sum', 'histogram', 'exponentialhistogram')) }),
);

const redactionKey: Constraint = function* (body, path) {
  const name = knownText(field(body, 'hash_function'))?.toLowerCase();
  const shortest = name === 'hmac-sha256' ? 32 : name === 'hmac-sha512' ? 64 : undefined;
  const key = field(body, 'hmac_key');
  if (shortest === undefined || isOpen(key)) return;
  const length = typeof key === 'string' ? new TextEncoder().encode(key).length : 0;
  if (length < shortest) {
    yield {
      path: isSet(key) ? [...path, 'hmac_key'] : path,
      message: `needs an hmac_key of at least ${shortest} bytes for ${name}`,
    };
  }
};

const generationRule: Constraint = all(
  function* (rule, path) {
    for (const name of ['name', 'type', 'metric1']) {
      if (isEmpty(field(rule, name))) yield { path, message: `needs "${name}"` };
    }
    const name = knownText(field(rule, 'name'));
    const same = ['metric1', 'metric2'].find(
      (other) => name !== undefined && name !== '' && field(rule, other) === name,
    );
    if (same !== undefined) yield { path: [...path, 'name'], message: `must differ from "${same}"` };
    const scale = field(rule, 'scale_by');
    if (is('type', 'scale')(rule) && !isOpen(scale) && !(typeof scale === 'number' && scale > 0)) {
      yield {
        path: isSet(scale) ? [...path, 'scale_by'] : path,
        message: 'needs "scale_by" greater than 0 for type scale',
      };
    }
  },
  requiredWhen('metric2', is('type', 'calculate'), 'for type calculate'),
  fields({
    type: oneOf('', 'calculate', 'scale'),
    operation: oneOf('', 'add', 'subtract', 'multiply', 'divide', 'percent'),
  }),
);

const wholeFields: Constraint = each(function* (value, path) {
  const text = knownText(value);
  if (text === 'body') yield { path, message: 'must not be the whole body' };
  else if (text !== undefined && !/^(?:body|attributes)(?:\.|$)/.test(text)) {
    yield { path, message: `must begin with "body" or "attributes", and is "${text}"` };
  }
});

const aggregations = ['', 'sum', 'mean', 'min', 'max', 'count', 'median'];
const metricTransform: Constraint = all(
  requiredWhen('include', () => true, ''),
  requiredWhen('new_name', is('action', 'insert', 'combine'), 'for insert and combine'),
  requiredWhen('aggregation_type', is('action', 'combine'), 'for combine'),
  fields({
    action: all(present, oneOf('insert', 'update', 'combine', 'group')),
    match_type: oneOf('', 'strict', 'regexp'),
    aggregation_type: oneOf(...aggregations),
    submatch_case: oneOf('', 'lower', 'upper'),
    operations: each(
      all(
        requiredWhen('label', is('action', 'update_label'), 'for update_label'),
        requiredWhen('new_label', is('action', 'add_label'), 'for add_label'),
        requiredWhen('new_value', is('action', 'add_label'), 'for add_label'),
        fields({
          action: all(
            present,
            oneOf(
              'add_label',
              'update_label',
              'delete_label_value',
              'toggle_scalar_data_type',
              'experimental_scale_value',
              'aggregate_labels',
              'aggregate_label_values',
            ),
          ),
          aggregation_type: oneOf(...aggregations),
        }),
      ),
    ),
  }),
);

const detectors =
  'akamai aks alibaba_ecs azure consul digitalocean docker dynatrace ec2 ecs eks elastic_beanstalk env gcp gce gke heroku hetzner ibmcloud_classic ibmcloud_vpc k8s_api k8snode kubeadm lambda nova openshift oraclecloud scaleway system tencent_cvm upcloud vultr'.split(
    ' ',
  );

const maskingName: Constraint = all(present, function* (value, path) {
  const text = knownText(value);
  if (text !== undefined && (text === '*' || /[<>\s]/.test(text))) {
    yield { path, message: `must not be "*" nor hold angle brackets or blanks, and is "${text}"` };
  }
});

/** Processors of the Kubernetes distribution by canonical type; batch and memory_limiter have rules of their own. */
export const processorConstraints: { readonly [type: string]: ComponentConstraints } = {
  attributes,
  resource,
  tail_sampling: tailSampling,
  k8s_attributes: k8sAttributes,
  interval: { configuration: fields({ interval: positiveDuration }) },
  delta_to_rate: { configuration: requiredWhen('metrics', () => true, '') },
  delta_to_cumulative: {
    configuration: fields({ max_stale: positiveDuration, max_streams: within({ atLeast: 0 }) }),
  },
  cumulative_to_delta: {
    configuration: fields({
      initial_value: oneOf('auto', 'keep', 'drop'),
      include: metricMatch,
      exclude: metricMatch,
    }),
  },
  probabilistic_sampler: {
    configuration: fields({
      sampling_percentage: within({ atLeast: 0 }),
      mode: oneOf('', 'hash_seed', 'equalizing', 'proportional'),
      attribute_source: oneOf('', 'traceID', 'record'),
      sampling_precision: all(within({ atMost: 14 }), function* (value, path) {
        if (value === 0) yield { path, message: 'must not be 0' };
      }),
    }),
  },
  redaction: {
    configuration: all(
      redactionKey,
      fields({ hash_function: oneOfAnyCase('', 'sha1', 'sha3', 'md5', 'hmac-sha256', 'hmac-sha512') }),
    ),
    start: fields({
      blocked_values: each(goRegexp),
      allowed_values: each(goRegexp),
      blocked_key_patterns: each(goRegexp),
      ignored_key_patterns: each(goRegexp),
    }),
  },
  resource_detection: {
    configuration: fields({
      system: fields({ hostname_sources: each(oneOf('os', 'dns', 'cname', 'lookup')) }),
    }),
    start: fields({ detectors: each(oneOf(...detectors)) }),
  },
  metricsgeneration: { configuration: fields({ rules: each(generationRule) }) },
  metrics_transform: { start: fields({ transforms: each(metricTransform) }) },
  log_dedup: {
    configuration: all(
      excludes('exclude_fields', 'include_fields'),
      fields({
        interval: positiveDuration,
        log_count_attribute: function* (value, path) {
          if (value === '') yield { path, message: 'must not be empty' };
        },
        exclude_fields: all(distinct(), wholeFields),
        include_fields: distinct(),
      }),
    ),
  },
  groupbytrace: {
    start: fields({
      store_on_disk: unsupported('store_on_disk'),
      discard_orphans: unsupported('discard_orphans'),
    }),
  },
  drain: {
    configuration: fields({
      tree_depth: within({ atLeast: 3 }),
      merge_threshold: within({ atLeast: 0, atMost: 1 }),
      warmup_min_clusters: within({ atLeast: 0 }),
      save_interval: nonNegativeDuration,
      masking_rules: each(fields({ name: maskingName, pattern: all(notEmpty, goRegexp) })),
    }),
  },
  transform: {
    configuration: all(
      fields({ error_mode: errorMode }),
      statementLists('trace_statements', 'metric_statements', 'log_statements', 'profile_statements'),
    ),
  },
  filter: {
    configuration: all(
      fields({ error_mode: errorMode }),
      conditionStyles('traces', 'trace_conditions', ['resource', 'span', 'spanevent'], 'spans'),
      conditionStyles('metrics', 'metric_conditions', ['resource', 'metric', 'datapoint'], 'metrics'),
      conditionStyles('logs', 'log_conditions', ['resource', 'log_record'], 'logs'),
    ),
  },
  span: { configuration: fields({ name: fields({ to_attributes: fields({ rules: each(goRegexp) }) }) }) },
};

function unsupported(name: string): Constraint {
  return function* (value, path) {
    if (value === true) yield { path, message: 'is not supported yet', fix: `Remove "${name}".` };
  };
}

/** Statements stand as texts or as groups, not mixed; null is no statement. */
function statementLists(...names: readonly string[]): Constraint {
  const list: Constraint = function* (value, path) {
    const firstText = items(value).findIndex((item) => typeof item === 'string');
    for (const [index, item] of items(value).entries()) {
      const here = [...path, index];
      if (item === null) yield { path: here, message: 'is null and must be a statement' };
      else if (typeof item !== 'string' && firstText >= 0 && index > firstText) {
        yield {
          path: here,
          message: 'mixes groups with plain statements',
          fix: 'Write all statements as texts, or all in groups.',
        };
      }
    }
  };
  return fields(Object.fromEntries(names.map((name) => [name, list])));
}

/** `X_conditions` excludes the older block of the same signal; so do OTTL conditions and include/exclude in one block. */
function conditionStyles(
  block: string,
  inferred: string,
  ottl: readonly string[],
  older: string,
): Constraint {
  return function* (body, path) {
    const explicit = ottl.find((name) => isSet(field(field(body, block), name)));
    const matching = ['include', 'exclude'].find((name) => isSet(field(field(body, older), name)));
    if (explicit !== undefined && matching !== undefined) {
      yield {
        path: [...path, older, matching],
        message: `excludes ${block}::${explicit}`,
        fix: 'Keep the OTTL conditions.',
      };
    }
    const other = explicit ?? (older === block ? matching : undefined);
    if (isSet(field(body, inferred)) && other !== undefined) {
      yield {
        path: [...path, inferred],
        message: `excludes ${block}::${other}`,
        fix: `Move all conditions to "${inferred}".`,
      };
    }
  };
}
