import { field, isOpen, isSet, knownText } from '../../../documents';
import {
  all,
  type Constraint,
  distinct,
  each,
  excludes,
  fields,
  goRegexp,
  nonNegativeDuration,
  notEmpty,
  oneOf,
  oneOfAnyCase,
  positiveDuration,
  present,
  within,
} from '../constraint';
import { attributes, resource } from './attribute-actions';
import type { ComponentConstraints } from './component-constraints';
import { k8sAttributes } from './k8s-attributes';
import { generationRule, metricMatch, metricTransform } from './metric-processors';
import { filter, transform } from './ottl-processors';
import { requiredWhen } from './shared';
import { tailSampling } from './tail-sampling';

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

const wholeFields: Constraint = each(function* (value, path) {
  const text = knownText(value);
  if (text === 'body') yield { path, message: 'must not be the whole body' };
  else if (text !== undefined && !/^(?:body|attributes)(?:\.|$)/.test(text)) {
    yield { path, message: `must begin with "body" or "attributes", and is "${text}"` };
  }
});

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

/** Rates below 2^-56 cannot be represented; infinity is no rate. */
const smallestRate: Constraint = function* (value, path) {
  if (typeof value !== 'number') return;
  if (value > 0 && value / 100 < 2 ** -56) yield { path, message: `is too small, ${value} %` };
  if (!Number.isFinite(value)) yield { path, message: 'must be a finite number' };
};

function unsupported(name: string): Constraint {
  return function* (value, path) {
    if (value === true) yield { path, message: 'is not supported yet', fix: `Remove "${name}".` };
  };
}

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
      sampling_percentage: all(within({ atLeast: 0 }), smallestRate),
      hash_seed: within({ atLeast: 0 }),
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
      num_traces: within({ atLeast: 0 }),
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
  transform,
  filter,
  span: { configuration: fields({ name: fields({ to_attributes: fields({ rules: each(goRegexp) }) }) }) },
};
