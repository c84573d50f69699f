import { at, field, nearest, words } from '../../../documents';
import { effectiveStorage, effectiveStrategy, isStrategyKnown, requestedStrategy } from '../../../jaeger';
import { jaegerSpec } from '../../../platform';
import type { ObjectRule } from '../../rule';

const strategies = ['allinone', 'production', 'streaming'];

export const productionHasAStorage: ObjectRule = {
  id: 'JG-1',
  title:
    'The strategy is one that the operator knows, and production and streaming have a storage outside the pod',
  severity: 'error',
  why: 'The operator silently runs one in-memory all-in-one: every restart loses all traces, and Flux and the operator take turns in writing the strategy.',
  fix: 'Set storage.type to elasticsearch or cassandra with its options, or write strategy: allinone.',
  appliesTo: 'object',
  kinds: ['jaegertracing.io/Jaeger'],
  example: `  apiVersion: jaegertracing.io/v1
  kind: Jaeger
  metadata: {name: traces, namespace: flux-system}
  spec:
    strategy: production # ←
+   storage: {type: elasticsearch, secretName: es, options: {es: {server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
    ingress: {enabled: false}
`,
  *check(subject) {
    const spec = jaegerSpec(subject);
    const written = spec.strategy;
    if (typeof written === 'string' && !written.includes('$') && !isStrategyKnown(spec)) {
      const guess = nearest(written.toLowerCase(), strategies);
      yield {
        message: `Jaeger ${subject.name} asks for strategy "${written}", which the operator takes for allinone.`,
        path: ['spec', 'strategy'],
        ...(guess === undefined ? {} : { fix: `Write ${guess}.` }),
      };
      return;
    }
    const requested = requestedStrategy(spec);
    if (requested === effectiveStrategy(spec)) return;
    const type = at(spec.storage, ['type']);
    // A type that nobody knows is a fault of its own.
    const isUnknown = typeof type === 'string' && type.toLowerCase() !== effectiveStorage(spec);
    if (isUnknown) return;
    yield {
      message: `Jaeger ${subject.name} asks for ${requested}, but with ${type === undefined ? 'no storage' : `storage ${words(type)}`} it becomes one all-in-one pod.`,
      path:
        type === undefined
          ? ['spec', field(spec, 'storage') === undefined ? 'strategy' : 'storage']
          : ['spec', 'storage', 'type'],
    };
  },
};
