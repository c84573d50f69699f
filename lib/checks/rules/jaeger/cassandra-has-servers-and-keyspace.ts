import { at } from '../../../documents';
import { effectiveStorage, liveBlocks, option } from '../../../jaeger';
import { jaegerSpec } from '../../../platform';
import type { ObjectRule } from '../../rule';
import { optionPath } from './option-path';

export const cassandraHasServersAndKeyspace: ObjectRule = {
  id: 'JG-22',
  title: 'Storage cassandra says where Cassandra is, and the keyspace is the one that is made',
  severity: 'warning',
  why: 'Without servers Jaeger asks 127.0.0.1, where nothing answers; a keyspace that nobody makes stops it at its start.',
  fix: 'Set storage.options.cassandra.servers, and a keyspace that goes with cassandraCreateSchema.datacenter.',
  appliesTo: 'object',
  kinds: ['jaegertracing.io/Jaeger'],
  example: `  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: flux-system}
  spec:
    strategy: production
-   storage: {type: cassandra, options: {cassandra: {keyspace: jaeger_v1_dc1}}}
+   storage: {type: cassandra, options: {cassandra: {servers: cassandra.db.svc}}}
    ingress: {enabled: false}
`,
  *check(subject) {
    const spec = jaegerSpec(subject);
    if (effectiveStorage(spec) !== 'cassandra') return;
    const options = at(spec.storage, ['options']);
    // A Secret may bring CASSANDRA_SERVERS, and a component may have options of its own.
    const places = [options, ...liveBlocks(spec).map((block) => at(spec[block], ['options']))];
    const hasServers = places.some((each) => option(each, 'cassandra.servers') !== undefined);
    if (!hasServers && at(spec.storage, ['secretName']) === undefined) {
      yield {
        message: `Jaeger ${subject.name} stores in Cassandra, but sets no cassandra.servers: Jaeger asks 127.0.0.1, the schema job "cassandra".`,
        path: ['spec', 'storage', ...(options === undefined ? [] : ['options'])],
      };
    }
    const schema = at(spec.storage, ['cassandraCreateSchema']);
    if (at(schema, ['enabled']) === false) return;
    const keyspace = option(options, 'cassandra.keyspace');
    const datacenter = at(schema, ['datacenter']);
    const [, meant] = /^jaeger_v\d+_(.+)$/.exec(keyspace ?? '') ?? [];
    if (typeof datacenter !== 'string' || meant === undefined || meant === datacenter) return;
    yield {
      message: `Jaeger ${subject.name} reads keyspace ${keyspace}, but its schema job works for datacenter ${datacenter}: operators before 1.17 make jaeger_v1_${datacenter}.`,
      path: ['spec', 'storage', 'options', ...optionPath(options, 'cassandra.keyspace')],
      fix: `Write keyspace: jaeger_v1_${datacenter}, or datacenter: ${meant}.`,
    };
  },
};
