import { effectiveStorage, liveBlocks } from '../../../jaeger';
import { jaegerRule } from '../../jaeger/rule';

export const cassandraHasServersAndKeyspace = jaegerRule({
  id: 'JG-22',
  title: 'Storage cassandra says where Cassandra is, and the keyspace is the one that is made',
  severity: 'warning',
  why: 'Without servers Jaeger asks 127.0.0.1, where nothing answers; a keyspace that nobody makes stops it at its start.',
  fix: 'Set storage.options.cassandra.servers, and a keyspace that goes with cassandraCreateSchema.datacenter.',
  spec: `
    strategy: production
-   storage: {type: cassandra, options: {cassandra: {keyspace: jaeger_v1_dc1}}}
+   storage: {type: cassandra, options: {cassandra: {servers: cassandra.db.svc}}}
    ingress: {enabled: false}
`,
  *check({ name, spec }, plain) {
    if (effectiveStorage(plain) !== 'cassandra') return;
    const { place, options, secretName, cassandraCreateSchema } = spec.storage;
    // A Secret may bring CASSANDRA_SERVERS, and a component may have options of its own.
    const places = [options, ...liveBlocks(plain).map((block) => spec[block].options)];
    const hasServers = places.some((each) => each.value('cassandra.servers') !== undefined);
    if (!hasServers && !secretName.isWritten) {
      yield {
        message: `Jaeger ${name} stores in Cassandra, but sets no cassandra.servers: Jaeger asks 127.0.0.1, the schema job "cassandra".`,
        at: place.towards('options'),
      };
    }
    if (cassandraCreateSchema.enabled.value === false) return;
    const keyspace = options.value('cassandra.keyspace');
    const datacenter = cassandraCreateSchema.datacenter.value;
    const [, meant] = /^jaeger_v\d+_(.+)$/.exec(keyspace ?? '') ?? [];
    if (datacenter === undefined || meant === undefined || meant === datacenter) return;
    yield {
      message: `Jaeger ${name} reads keyspace ${keyspace}, but its schema job works for datacenter ${datacenter}: operators before 1.17 make jaeger_v1_${datacenter}.`,
      at: options.at('cassandra.keyspace'),
      fix: `Write keyspace: jaeger_v1_${datacenter}, or datacenter: ${meant}.`,
    };
  },
});
