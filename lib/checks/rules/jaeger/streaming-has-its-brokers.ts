import { effectiveStorage, effectiveStrategy } from '../../../jaeger';
import { jaegerRule } from '../../jaeger/rule';
import type { Problem } from '../../rule';

export const streamingHasItsBrokers = jaegerRule({
  id: 'JG-18',
  title: 'Strategy streaming names its brokers, and both ends use the same ones',
  severity: 'warning',
  why: 'Without brokers the operator sets up a Kafka cluster of its own; with different topics nothing that is written is ever read.',
  fix: 'Set kafka.producer and kafka.consumer brokers and topic alike.',
  spec: `
    strategy: streaming
    storage: {type: elasticsearch, secretName: es, options: {es: {server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
    collector: {replicas: 1, options: {kafka: {producer: {brokers: "kafka.example.com:9092", topic: spans}}}}
-   ingester: {replicas: 1, options: {kafka: {consumer: {brokers: "kafka.example.com:9092", topic: span}}}}
+   ingester: {replicas: 1, options: {kafka: {consumer: {brokers: "kafka.example.com:9092", topic: spans}}}}
    ingress: {enabled: false}
`,
  *check({ name, spec }, plain): Generator<Problem> {
    if (effectiveStrategy(plain) === 'production' && effectiveStorage(plain) === 'kafka') {
      yield {
        message: `Jaeger ${name} stores in Kafka under strategy production, which nobody can query.`,
        at: spec.storage.type,
        severity: 'error',
        fix: 'Use strategy streaming, with Kafka between collector and ingester.',
      };
    }
    if (effectiveStrategy(plain) !== 'streaming') return;
    const { collector, ingester } = spec;
    const producer = (key: string) => collector.options.value(`kafka.producer.${key}`);
    const consumer = (key: string) =>
      ingester.options.value(`kafka.consumer.${key}`) ?? collector.options.value(`kafka.consumer.${key}`);
    if (producer('brokers') === undefined) {
      const isNamed = consumer('brokers') !== undefined;
      yield {
        message: isNamed
          ? `Jaeger ${name} names brokers for the ingester alone, so that the collector writes to 127.0.0.1:9092.`
          : `Jaeger ${name} streams without brokers, so the operator asks for a Kafka cluster of its own.`,
        at: collector.place,
        fix: isNamed ? 'Write collector.options.kafka.producer.brokers.' : undefined,
      };
      return;
    }
    for (const key of ['brokers', 'topic']) {
      const [from, to] = [producer(key), consumer(key)];
      if (from === undefined || to === undefined || from === to) continue;
      yield {
        message: `Jaeger ${name} writes to ${key} "${from}" and reads from "${to}".`,
        at: ingester.options.at(`kafka.consumer.${key}`),
        severity: 'error',
      };
    }
  },
});
