import { exprFault } from '../../../collector/effective';
import { at, entries, field, isEmpty, isOpen, isSet, knownText } from '../../../documents';
import {
  alike,
  all,
  type ComponentConstraints,
  type Constraint,
  each,
  fields,
  needsKeyOf,
  needsOneOf,
  nonEmptyText,
  nonNegativeDuration,
  oneOf,
  positiveDuration,
  present,
  refused,
  values,
} from '../constraint';
import { kafkaClient, kafkaConsumer, kafkaExcludedTopics } from './kafka';
import { matchedTexts } from './match-properties';
import { prometheus } from './prometheus';
import { kubernetesApi, needs, scraperController } from './shared';
import { fileConsumer, logOperators, operatorTypes } from './stanza';

const scrapers = 'cpu disk filesystem hardware load memory network nfs paging process processes system'.split(
  ' ',
);

const hostMetrics: Constraint = all(scraperController, function* (body, path) {
  if (isOpen(body)) return;
  const written = field(body, 'scrapers');
  if (isOpen(written)) return;
  if (isEmpty(written)) {
    yield {
      path: written === undefined ? path : [...path, 'scrapers'],
      message: 'needs at least one scraper under "scrapers"',
    };
  }
  for (const [name] of entries(written)) yield* oneOf(...scrapers)(name, [...path, 'scrapers', name]);
});

/** What the filters of single scrapers compare. */
const scraperFilters: { readonly [scraper: string]: readonly string[] } = {
  disk: ['devices'],
  network: ['interfaces'],
  process: ['names'],
  filesystem: ['devices', 'fs_types', 'mount_points'],
};

const scraperMatches: Constraint = fields({
  scrapers: all(
    ...Object.entries(scraperFilters).map(([scraper, compared]) =>
      fields({ [scraper]: all(...compared.map((one) => includeAndExclude(one, compared.length > 1))) }),
    ),
  ),
});

/** Filters are `include` and `exclude`, with what they compare behind it where a scraper compares several things. */
function includeAndExclude(compared: string, isOneOfSeveral: boolean): Constraint {
  const suffix = isOneOfSeveral ? `_${compared}` : '';
  return alike([`include${suffix}`, `exclude${suffix}`], matchedTexts([compared], []));
}

const k8sObjects: Constraint = all(
  kubernetesApi,
  fields({
    objects: each(
      all(fields({ mode: oneOf('', 'pull', 'watch') }), function* (object, path) {
        const mode = field(object, 'mode');
        if (isOpen(mode) || mode === 'watch' || isEmpty(field(object, 'exclude_watch_type'))) return;
        yield { path: [...path, 'exclude_watch_type'], message: 'goes only with mode watch' };
      }),
    ),
  }),
);

const nodeMetrics = [
  'k8s.container.cpu.node.utilization',
  'k8s.pod.cpu.node.utilization',
  'k8s.container.memory.node.utilization',
  'k8s.pod.memory.node.utilization',
];

const kubeletStats: Constraint = all(scraperController, function* (body, path) {
  if (!isEmpty(field(body, 'node')) || isOpen(field(body, 'metrics'))) return;
  for (const name of nodeMetrics) {
    if (at(body, ['metrics', name, 'enabled']) === true) {
      yield {
        path: [...path, 'metrics', name, 'enabled'],
        message: 'needs the setting "node"',
        fix: 'Write node: ${env:K8S_NODE_NAME}.',
      };
    }
  }
});

/** The port of an address is one, whether or not the receiver runs. */
const portInRange: Constraint = function* (value, path) {
  const text = knownText(value) ?? '';
  const port = Number(/:(\d+)$/.exec(text)?.[1] ?? Number.NaN);
  if (text !== '' && !text.includes(':')) yield { path, message: `needs a port, and is "${text}"` };
  if (port < 1 || port > 65535) yield { path, message: `must have a port of 1 to 65535, and has ${port}` };
};

const jaegerProtocols = ['grpc', 'thrift_http', 'thrift_binary', 'thrift_compact'];

const jaeger: Constraint = all(
  function* (body, path) {
    const protocols = field(body, 'protocols');
    if (isOpen(body) || isOpen(protocols)) return;
    const place = protocols === undefined ? path : [...path, 'protocols'];
    for (const fault of needsKeyOf(...jaegerProtocols)(protocols, place)) {
      yield { ...fault, message: `needs at least one protocol: ${jaegerProtocols.join(', ')}` };
    }
  },
  fields({
    remote_sampling: refused(isSet, 'is gone', { fix: 'Use the jaegerremotesampling extension.' }),
    protocols: alike(jaegerProtocols, fields({ endpoint: all(nonEmptyText, portInRange) })),
  }),
);

const httpTargets: Constraint = all(
  scraperController,
  needs('targets'),
  fields({
    targets: each(
      all(
        needsOneOf('endpoint', 'endpoints'),
        fields({
          method: oneOf('', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'),
        }),
      ),
    ),
  }),
);

const endpointTypes =
  'pod k8s.service k8s.ingress port pod.container hostport container k8s.node kafka.topics'.split(' ');
const typeFirst = /^type\s*==\s*"([^"]*)"/;

/** The rule of a receiver that is started for what is discovered (receiver/receivercreator, contrib 0.124 and 0.158). */
const creatorRule: Constraint = function* (template, path) {
  const rule = field(template, 'rule');
  if (isOpen(template) || isOpen(rule)) return;
  const text = knownText(rule) ?? '';
  if (text === '') {
    yield { path: rule === undefined ? path : [...path, 'rule'], message: 'needs a "rule"' };
    return;
  }
  const place = [...path, 'rule'];
  const type = typeFirst.exec(text)?.[1];
  if (type === undefined || !endpointTypes.includes(type)) {
    yield {
      path: place,
      message: `must begin with a type of endpoint, such as type == "pod", and is ${JSON.stringify(text)}`,
      fix: `Begin it with type == and one of ${endpointTypes.map((name) => `"${name}"`).join(', ')}.`,
      ...(type === undefined ? {} : { isOutsideSet: true }),
    };
    return;
  }
  const fault = exprFault(text);
  if (fault !== undefined) yield { path: place, message: `cannot be compiled: ${fault}` };
};

const listens = refused(
  (body) => body !== undefined && !isOpen(body) && isEmpty(field(body, 'listen_address')),
  'needs "listen_address"',
);

/** Receivers by canonical type, the Kubernetes distribution's and a few of contrib. */
export const receiverConstraints: { readonly [type: string]: ComponentConstraints } = {
  host_metrics: { configuration: hostMetrics, start: scraperMatches },
  prometheus: { configuration: prometheus },
  k8s_cluster: {
    configuration: all(kubernetesApi, fields({ distribution: oneOf('openshift', 'kubernetes') })),
  },
  k8s_events: { configuration: kubernetesApi },
  k8s_objects: { configuration: k8sObjects },
  kubelet_stats: {
    configuration: kubeletStats,
    start: fields({
      metric_groups: each(oneOf('container', 'pod', 'node', 'volume')),
      extra_metadata_labels: each(oneOf('container.id', 'k8s.volume.type')),
    }),
  },
  jaeger: { configuration: jaeger },
  http_check: { configuration: httpTargets },
  file_log: {
    configuration: logOperators(operatorTypes),
    start: all(needs('include'), fileConsumer, logOperators('settings')),
  },
  journald: {
    configuration: logOperators(operatorTypes),
    start: all(fields({ start_at: oneOf('beginning', 'end') }), logOperators('settings')),
  },
  tcp_log: { configuration: logOperators(operatorTypes), start: all(listens, logOperators('settings')) },
  udp_log: { configuration: logOperators(operatorTypes), start: all(listens, logOperators('settings')) },
  syslog: {
    configuration: logOperators(operatorTypes),
    start: all(
      needsKeyOf('tcp', 'udp'),
      fields({ tcp: listens, udp: listens, protocol: oneOf('rfc3164', 'rfc5424') }),
      logOperators('settings'),
    ),
  },
  statsd: {
    configuration: fields({
      aggregation_interval: positiveDuration,
      counter_type: oneOf('', 'int', 'float', 'stochastic_int'),
      timer_histogram_mapping: each(
        fields({
          statsd_type: all(present, oneOf('timing', 'timer', 'histogram', 'distribution')),
          observer_type: all(present, oneOf('gauge', 'summary', 'histogram')),
        }),
      ),
    }),
  },
  kafka: { configuration: all(kafkaClient, kafkaConsumer, kafkaExcludedTopics) },
  webhook_event: {
    configuration: all(needs('endpoint'), fields({ read_timeout: nonNegativeDuration })),
  },
  receiver_creator: { configuration: fields({ receivers: values(creatorRule) }) },
  carbon: {
    configuration: fields({
      tcp_idle_timeout: nonNegativeDuration,
      parser: fields({ type: oneOf('plaintext', 'regex') }),
    }),
  },
};
