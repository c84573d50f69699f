import { nearest } from '../../../documents';
import { effectiveStorage, effectiveStrategy, isStrategyKnown, requestedStrategy } from '../../../jaeger';
import { jaegerRule } from '../../jaeger/rule';

const strategies = ['allinone', 'production', 'streaming'];

export const productionHasAStorage = jaegerRule({
  id: 'JG-1',
  title:
    'The strategy is one that the operator knows, and production and streaming have a storage outside the pod',
  severity: 'error',
  why: 'The operator silently runs one in-memory all-in-one: every restart loses all traces, and Flux and the operator take turns in writing the strategy.',
  fix: 'Set storage.type to elasticsearch or cassandra with its options, or write strategy: allinone.',
  spec: `
    strategy: production # ←
+   storage: {type: elasticsearch, secretName: es, options: {es: {server-urls: "https://es.example.com:9200"}}, dependencies: {enabled: false}}
    ingress: {enabled: false}
`,
  *check({ name, spec: { strategy, storage } }, plain) {
    if (strategy.known !== undefined && !isStrategyKnown(plain)) {
      const guess = nearest(strategy.known.toLowerCase(), strategies);
      yield {
        message: `Jaeger ${name} asks for strategy "${strategy.known}", which the operator takes for allinone.`,
        at: strategy,
        fix: guess === undefined ? undefined : `Write ${guess}.`,
      };
      return;
    }
    const requested = requestedStrategy(plain);
    if (requested === effectiveStrategy(plain)) return;
    const { type, place } = storage;
    // A type that nobody knows is a fault of its own.
    if (type.value !== undefined && type.value.toLowerCase() !== effectiveStorage(plain)) return;
    yield {
      message: `Jaeger ${name} asks for ${requested}, but with ${type.isWritten ? `storage ${type.shown}` : 'no storage'} it becomes one all-in-one pod.`,
      at: type.isWritten ? type : place.isWritten ? place : strategy,
    };
  },
});
