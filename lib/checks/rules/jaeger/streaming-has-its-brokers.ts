import { at } from '../../../documents';
import type { JaegerSpec } from '../../../jaeger';
import { block, effectiveStorage, effectiveStrategy, option } from '../../../jaeger';
import { jaegerSpec } from '../../../platform';
import type { ObjectRule, Problem } from '../../rule';

export const streamingHasItsBrokers: ObjectRule = {
  id: 'JG-18',
  title: 'Strategy streaming names its brokers, and both ends use the same ones',
  severity: 'warning',
  why: 'Without brokers the operator sets up a Kafka cluster of its own; with different topics nothing that is written is ever read.',
  fix: 'Set kafka.producer and kafka.consumer brokers and topic alike.',
  appliesTo: 'object',
  kinds: ['jaegertracing.io/Jaeger'],
  example: `  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: flux-system}
  spec:
    strategy: streaming
    storage: {type: elasticsearch, secretName: es, options: {es: {server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
    collector: {replicas: 1, options: {kafka: {producer: {brokers: "kafka.example.com:9092", topic: spans}}}}
-   ingester: {replicas: 1, options: {kafka: {consumer: {brokers: "kafka.example.com:9092", topic: span}}}}
+   ingester: {replicas: 1, options: {kafka: {consumer: {brokers: "kafka.example.com:9092", topic: spans}}}}
    ingress: {enabled: false}
`,
  *check(subject) {
    const spec = jaegerSpec(subject);
    const { name } = subject;
    if (effectiveStrategy(spec) === 'production' && effectiveStorage(spec) === 'kafka') {
      yield {
        message: `Jaeger ${name} stores in Kafka under strategy production, which nobody can query.`,
        path: ['spec', 'storage', 'type'],
        severity: 'error',
        fix: 'Use strategy streaming, with Kafka between collector and ingester.',
      };
    }
    if (effectiveStrategy(spec) === 'streaming') yield* judgeStreaming(name, spec);
  },
};

function* judgeStreaming(name: string, spec: JaegerSpec): Generator<Problem> {
  const written = block(spec, 'collector').options;
  const readOptions = block(spec, 'ingester').options;
  const producer = (key: string) => option(written, `kafka.producer.${key}`);
  const consumer = (key: string) =>
    option(readOptions, `kafka.consumer.${key}`) ?? option(written, `kafka.consumer.${key}`);
  if (producer('brokers') === undefined && consumer('brokers') === undefined) {
    yield {
      message: `Jaeger ${name} streams without brokers, so the operator asks for a Kafka cluster of its own.`,
      path: ['spec', 'collector'],
    };
    return;
  }
  if (producer('brokers') === undefined) {
    yield {
      message: `Jaeger ${name} names brokers for the ingester alone, so that the collector writes to 127.0.0.1:9092.`,
      path: ['spec', 'collector'],
      fix: 'Write collector.options.kafka.producer.brokers.',
    };
    return;
  }
  for (const key of ['brokers', 'topic']) {
    const [from, to] = [producer(key), consumer(key)];
    if (from === undefined || to === undefined || from === to) continue;
    const path = ['spec', 'ingester', 'options', 'kafka', 'consumer', key];
    const isNested = at(readOptions as never, ['kafka', 'consumer', key]) !== undefined;
    yield {
      message: `Jaeger ${name} writes to ${key} "${from}" and reads from "${to}".`,
      path: isNested ? path : ['spec', 'ingester', 'options'],
      severity: 'error',
    };
  }
}
