import { listed } from '../../../collector/effective';
import { field, isEmpty, isMap, isOpen, isSet, knownText } from '../../../documents';
import {
  alike,
  all,
  type ComponentConstraints,
  type Constraint,
  excludes,
  fields,
  needsKeyOf,
  nonEmptyText,
  nonNegativeDuration,
  oneOf,
  oneOfAnyCase,
  refused,
  within,
} from '../constraint';
import { kafkaClient, kafkaProducer } from './kafka';
import { filePermissions, forbiddenWhen, isOn, needs, required } from './shared';

const debug: Constraint = all(
  fields({ verbosity: oneOfAnyCase('basic', 'normal', 'detailed') }),
  function* (body, path) {
    const paths = field(body, 'output_paths');
    if (!Array.isArray(paths) || isOpen(field(body, 'use_internal_logger'))) return;
    // The internal logger is the default.
    if (field(body, 'use_internal_logger') !== false) {
      yield { path: [...path, 'output_paths'], message: 'needs use_internal_logger: false' };
    } else if (paths.length === 0) {
      yield { path: [...path, 'output_paths'], message: 'must not be empty' };
    }
  },
);

const file: Constraint = all(
  needs('path'),
  refused((body) => isOn('append')(body) && isSet(field(body, 'rotation')), 'excludes append', {
    at: ['rotation'],
  }),
  refused(
    (body) =>
      isOn('enabled')(field(body, 'group_by')) &&
      !/^$|^[^*]+\*[^*]*$/.test(knownText(field(body, 'path')) ?? ''),
    'must hold exactly one "*", not at its begin, because group_by is enabled',
    { at: ['path'] },
  ),
  forbiddenWhen(
    'directory_permissions',
    (body) => isMap(body) && !isOpen(body.create_directory) && body.create_directory !== true,
    'create_directory unset',
  ),
  fields({
    format: oneOf('json', 'proto'),
    compression: oneOf('', 'zstd'),
    flush_interval: nonNegativeDuration,
    directory_permissions: filePermissions,
    group_by: fields({ resource_attribute: nonEmptyText }),
  }),
);

const resolvers = ['static', 'dns', 'k8s', 'aws_cloud_map'];
const routingKeys = ['', 'service', 'traceID', 'metric', 'resource', 'streamID', 'attributes'];

/** What each signal can be spread by (contrib 0.158); traces by `resource` came and went before. */
const routingKeysOf: { readonly [signal: string]: readonly string[] } = {
  traces: ['', 'service', 'traceID', 'attributes'],
  metrics: ['', 'service', 'resource', 'metric', 'streamID', 'attributes'],
  logs: ['', 'service', 'traceID', 'resource', 'attributes'],
};

const routingKeyFor = (signal: string): Constraint =>
  fields({
    routing_key: function* (value, path) {
      const key = knownText(value);
      const taken = routingKeysOf[signal] ?? routingKeys;
      if (key === undefined || !routingKeys.includes(key) || taken.includes(key)) return;
      yield {
        path,
        message: `does not take "${key}" for ${signal}, only ${listed(
          taken.filter((name) => name !== ''),
          'or',
        )}`,
        isOutsideSet: true,
      };
    },
  });

/** A Service is named alone, with its namespace, or in full: `gateway.observability.svc` is refused (contrib 0.158). */
const serviceOfKubernetes: Constraint = function* (value, path) {
  const [, , svc, ...domain] = (knownText(value) ?? '').split('.');
  if (svc === undefined) return;
  if (svc !== 'svc') yield { path, message: `must have "svc" as its third part, and has "${svc}"` };
  else if (domain.length === 0)
    yield { path, message: 'lacks the domain of the cluster after "svc"', fix: 'Write name and namespace.' };
};

const loadBalancing: ComponentConstraints = {
  configuration: function* (body, path) {
    const key = field(body, 'routing_key');
    if (isOpen(key) || isOpen(field(body, 'routing_attributes'))) return;
    const hasAttributes = !isEmpty(field(body, 'routing_attributes'));
    if (key === 'attributes' && !hasAttributes)
      yield { path, message: 'needs "routing_attributes" for routing_key attributes' };
    if (key !== 'attributes' && hasAttributes) {
      yield { path: [...path, 'routing_attributes'], message: 'goes only with routing_key: attributes' };
    }
  },
  start: all(
    fields({ routing_key: oneOf(...routingKeys) }),
    function* (body, path) {
      const resolver = field(body, 'resolver');
      if (isOpen(body) || isOpen(resolver)) return;
      const place = resolver === undefined ? path : [...path, 'resolver'];
      for (const fault of needsKeyOf(...resolvers)(resolver, place))
        yield { ...fault, message: `needs a resolver: ${resolvers.join(', ')}` };
      // Cloud Map is not counted together with the others.
      yield* excludes('static', 'dns', 'k8s')(resolver, place);
    },
    fields({
      resolver: fields({
        static: required('hostnames'),
        dns: required('hostname'),
        k8s: all(required('service'), fields({ service: serviceOfKubernetes })),
        aws_cloud_map: required('namespace', 'service_name'),
      }),
    }),
  ),
  inPipeline: routingKeyFor,
};

const translation = oneOf(
  '',
  'UnderscoreEscapingWithSuffixes',
  'UnderscoreEscapingWithoutSuffixes',
  'NoUTF8EscapingWithSuffixes',
  'NoTranslation',
);

const remoteWrite: Constraint = fields({
  max_batch_request_parallelism: within({ atLeast: 1 }),
  max_batch_size_bytes: within({ atLeast: 0 }),
  remote_write_queue: all(
    alike(['num_consumers', 'queue_size'], within({ atLeast: 0 })),
    refused(
      (queue) => field(queue, 'queue_size') === 0 && field(queue, 'enabled') !== false,
      'must not be 0 while the queue is enabled',
      { at: ['queue_size'] },
    ),
  ),
  compression: oneOf('', 'snappy'),
  translation_strategy: translation,
});

/** Exporters by canonical type; endpoints, queues, retries and TLS have rules of their own. */
export const exporterConstraints: { readonly [type: string]: ComponentConstraints } = {
  debug: { configuration: debug },
  file: { configuration: file },
  load_balancing: loadBalancing,
  otlp_http: { configuration: fields({ encoding: oneOf('proto', 'json') }) },
  otlp_grpc: {
    configuration: fields({
      balancer_name: oneOf('', 'round_robin', 'pick_first'),
      timeout: nonNegativeDuration,
    }),
    // Refused when the client is made; the other algorithms are those of HTTP.
    start: fields({ compression: oneOf('', 'none', 'gzip', 'snappy', 'zstd') }),
  },
  prometheus: { configuration: fields({ translation_strategy: translation }) },
  prometheus_remote_write: { configuration: remoteWrite },
  kafka: { configuration: all(kafkaClient, kafkaProducer) },
  zipkin: { configuration: fields({ format: oneOf('json', 'proto') }) },
};
