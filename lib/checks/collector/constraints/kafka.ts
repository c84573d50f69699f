import { field, isEmpty, isOpen, items, knownText } from '../../../documents';
import {
  alike,
  all,
  type Constraint,
  each,
  excludes,
  fields,
  goRegexp,
  matches,
  nonEmptyList,
  oneOf,
  positiveDuration,
  refused,
  when,
  within,
} from '../constraint';
import { is, isOn, requiredWhen } from './shared';

const sasl: Constraint = all(
  requiredWhen('username', is('mechanism', 'PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'), 'for this mechanism'),
  requiredWhen('password', is('mechanism', 'PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'), 'for this mechanism'),
  requiredWhen('oauthbearer_token_source', is('mechanism', 'OAUTHBEARER'), 'for OAUTHBEARER'),
  fields({
    mechanism: oneOf('PLAIN', 'AWS_MSK_IAM_OAUTHBEARER', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'OAUTHBEARER'),
    version: within({ atLeast: 0, atMost: 1 }),
  }),
);

/** What the receiver and the exporter share (pkg/kafka/configkafka, contrib 0.158). */
export const kafkaClient: Constraint = fields({
  brokers: nonEmptyList,
  protocol_version: matches(/^$|^v?\d+\.\d+/, 'is not a version of Kafka, such as "2.8.0"'),
  conn_idle_timeout: positiveDuration,
  auth: fields({ sasl }),
});

/** The consumer's settings. */
export const kafkaConsumer: Constraint = all(
  excludes('group_rebalance_strategy', 'group_rebalance_strategies'),
  fields({
    initial_offset: oneOf('latest', 'earliest'),
  }),
  alike(['min_fetch_size', 'max_fetch_size', 'max_partition_fetch_size'], within({ atLeast: 0 })),
);

/** Topics are excluded only from topics that a pattern names. */
const excludedTopics: Constraint = when(
  (signal) => ![field(signal, 'topics'), ...items(field(signal, 'topics'))].some(isOpen),
  all(
    refused(
      (signal) =>
        !isEmpty(field(signal, 'exclude_topics')) &&
        !items(field(signal, 'topics')).some((topic) => knownText(topic)?.startsWith('^')),
      'needs a topic that is a pattern and begins with "^"',
      { at: ['exclude_topics'] },
    ),
    fields({ exclude_topics: each(goRegexp) }),
  ),
);

export const kafkaExcludedTopics = alike(['traces', 'metrics', 'logs', 'profiles'], excludedTopics);

/** The producer's settings. */
export const kafkaProducer: Constraint = all(
  refused(
    (body) => isOn('partition_logs_by_resource_attributes')(body) && isOn('partition_logs_by_trace_id')(body),
    'excludes "partition_logs_by_resource_attributes"',
    { at: ['partition_logs_by_trace_id'] },
  ),
  fields({
    producer: fields({
      compression: oneOf('none', 'gzip', 'snappy', 'lz4', 'zstd'),
      required_acks: within({ atLeast: -1, atMost: 1 }),
      max_message_bytes: within({ atLeast: 0 }),
    }),
  }),
);
