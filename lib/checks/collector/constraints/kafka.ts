import { field, isEmpty, isOpen, isSet, items, knownText } from '../../../documents';
import {
  all,
  type Constraint,
  each,
  excludes,
  fields,
  goRegexp,
  oneOf,
  positiveDuration,
  within,
} from '../constraint';
import { is, requiredWhen } from './shared';

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
  brokers: function* (value, path) {
    if (Array.isArray(value) && value.length === 0) yield { path, message: 'must not be empty' };
  },
  protocol_version: function* (value, path) {
    const text = knownText(value);
    if (text !== undefined && text !== '' && !/^v?\d+\.\d+/.test(text))
      yield { path, message: `is no version of Kafka, such as "2.8.0", and is "${text}"` };
  },
  conn_idle_timeout: positiveDuration,
  auth: fields({ sasl }),
});

/** The consumer's settings. */
export const kafkaConsumer: Constraint = all(
  excludes('group_rebalance_strategy', 'group_rebalance_strategies'),
  fields({
    initial_offset: oneOf('latest', 'earliest'),
    min_fetch_size: within({ atLeast: 0 }),
    max_fetch_size: within({ atLeast: 0 }),
    max_partition_fetch_size: within({ atLeast: 0 }),
  }),
);

/** Topics are excluded only from topics that a pattern names. */
export const kafkaExcludedTopics: Constraint = fields(
  Object.fromEntries(['traces', 'metrics', 'logs', 'profiles'].map((signal) => [signal, excludedTopics])),
);

function* excludedTopics(
  value: Parameters<Constraint>[0],
  path: Parameters<Constraint>[1],
): ReturnType<Constraint> {
  const topics = field(value, 'topics');
  const excluded = field(value, 'exclude_topics');
  if (isEmpty(excluded) || isOpen(topics) || items(topics).some(isOpen)) return;
  if (!items(topics).some((topic) => knownText(topic)?.startsWith('^'))) {
    yield {
      path: [...path, 'exclude_topics'],
      message: 'needs a topic that is a pattern and begins with "^"',
    };
  }
  yield* each(goRegexp)(excluded, [...path, 'exclude_topics']);
}

/** The producer's settings. */
export const kafkaProducer: Constraint = all(
  excludesTrue('partition_logs_by_resource_attributes', 'partition_logs_by_trace_id'),
  fields({
    producer: fields({
      compression: oneOf('none', 'gzip', 'snappy', 'lz4', 'zstd'),
      required_acks: within({ atLeast: -1, atMost: 1 }),
      max_message_bytes: within({ atLeast: 0 }),
    }),
  }),
);

function excludesTrue(first: string, second: string): Constraint {
  return function* (body, path) {
    if (isSet(field(body, first)) && field(body, first) === true && field(body, second) === true) {
      yield { path: [...path, second], message: `excludes "${first}"` };
    }
  };
}
