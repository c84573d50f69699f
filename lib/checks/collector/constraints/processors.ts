import { field, isOpen, isSet, knownText } from '../../../documents';
import {
  alike,
  all,
  type ComponentConstraints,
  type Constraint,
  distinct,
  each,
  excludes,
  fields,
  goRegexp,
  matches,
  nonEmptyText,
  nonNegativeDuration,
  notEmpty,
  oneOf,
  oneOfAnyCase,
  positiveDuration,
  present,
  refused,
  within,
} from '../constraint';
import { attributes, resource } from './attribute-actions';
import { k8sAttributes } from './k8s-attributes';
import { generationRule, metricMatch, metricTransform } from './metric-processors';
import { filter, transform } from './ottl-processors';
import { isOn, needs } from './shared';
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

const wholeFields: Constraint = each(
  all(
    refused((value) => value === 'body', 'must not be the whole body'),
    matches(/^(?:body|attributes)(?:\.|$)/, 'must begin with "body" or "attributes"'),
  ),
);

const detectors =
  'akamai aks alibaba_ecs azure consul digitalocean docker dynatrace ec2 ecs eks elastic_beanstalk env gcp gce gke heroku hetzner ibmcloud_classic ibmcloud_vpc k8s_api k8snode kubeadm lambda nova openshift oraclecloud scaleway system tencent_cvm upcloud vultr'.split(
    ' ',
  );

const maskingName = all(
  present,
  matches(/^(?!\*$)[^<>\s]*$/, 'must not be "*" nor hold angle brackets or blanks'),
);

/** Rates below 2^-56 cannot be represented; infinity is not a rate. */
const smallestRate: Constraint = function* (value, path) {
  if (typeof value !== 'number') return;
  if (value > 0 && value / 100 < 2 ** -56) yield { path, message: `is too small, ${value} %` };
  if (!Number.isFinite(value)) yield { path, message: 'must be a finite number' };
};

function unsupported(name: string): Constraint {
  return refused(isOn(name), 'is not supported yet', { at: [name], fix: `Remove "${name}".` });
}

/** Processors of the Kubernetes distribution by canonical type; batch and memory_limiter have rules of their own. */
export const processorConstraints: { readonly [type: string]: ComponentConstraints } = {
  attributes,
  resource,
  tail_sampling: tailSampling,
  k8s_attributes: k8sAttributes,
  interval: { configuration: fields({ interval: positiveDuration }) },
  delta_to_rate: { configuration: needs('metrics') },
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
      sampling_precision: all(
        within({ atMost: 14 }),
        refused((value) => value === 0, 'must not be 0'),
      ),
    }),
  },
  redaction: {
    configuration: all(
      redactionKey,
      fields({ hash_function: oneOfAnyCase('', 'sha1', 'sha3', 'md5', 'hmac-sha256', 'hmac-sha512') }),
    ),
    start: alike(
      ['blocked_values', 'allowed_values', 'blocked_key_patterns', 'ignored_key_patterns'],
      each(goRegexp),
    ),
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
        log_count_attribute: nonEmptyText,
        exclude_fields: all(distinct(), wholeFields),
        include_fields: distinct(),
      }),
    ),
  },
  groupbytrace: {
    start: all(
      fields({ num_traces: within({ atLeast: 0 }) }),
      unsupported('store_on_disk'),
      unsupported('discard_orphans'),
    ),
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
