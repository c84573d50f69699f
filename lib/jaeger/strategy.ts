import { block, type ComponentBlock, type JaegerSpec, mapOf, textOf } from './spec';

/** How the operator deploys Jaeger: one pod, or pods for each component, or with Kafka between them. */
export type JaegerStrategy = 'allinone' | 'production' | 'streaming';

/** Where the operator lets Jaeger keep its traces. */
export type JaegerStorage = 'memory' | 'cassandra' | 'elasticsearch' | 'kafka' | 'badger' | 'grpc-plugin';

/** Every storage type that the operator knows; any other becomes `memory` (jaeger-operator 1.65.0). */
export const storageTypes: readonly JaegerStorage[] = [
  'memory',
  'cassandra',
  'elasticsearch',
  'kafka',
  'badger',
  'grpc-plugin',
];

/** Storage types that hold traces in the pod itself, so that the pod cannot be split. */
const localStorage: readonly JaegerStorage[] = ['memory', 'badger'];

/**
 * Strategy that the spec asks for, as the operator decodes it: in any case of letters, anything unknown is `allinone`
 * (jaeger-operator 1.65.0, `apis/v1/deployment_strategy.go`).
 */
export function requestedStrategy(spec: JaegerSpec): JaegerStrategy {
  const written = textOf(mapOf(spec).strategy)?.toLowerCase();
  return written === 'production' || written === 'streaming' ? written : 'allinone';
}

/** Storage that the pods really use: an unknown or absent type is `memory`. */
export function effectiveStorage(spec: JaegerSpec): JaegerStorage {
  const written = textOf(block(spec, 'storage').type)?.toLowerCase();
  return storageTypes.find((type) => type === written) ?? 'memory';
}

/**
 * Strategy that really runs: `production` and `streaming` on memory or badger storage fall back to `allinone`, without
 * a word in the resource's status (jaeger-operator 1.65.0, `pkg/strategy/controller.go`).
 */
export function effectiveStrategy(spec: JaegerSpec): JaegerStrategy {
  const requested = requestedStrategy(spec);
  return localStorage.includes(effectiveStorage(spec)) ? 'allinone' : requested;
}

/** Whether the written strategy is one that the operator knows; an absent one is. */
export function isStrategyKnown(spec: JaegerSpec): boolean {
  const written = textOf(mapOf(spec).strategy)?.toLowerCase();
  return written === undefined || ['allinone', 'all-in-one', 'production', 'streaming'].includes(written);
}

/** Whether the written storage type is one that the operator knows; an absent one is. */
export function isStorageKnown(spec: JaegerSpec): boolean {
  const written = textOf(block(spec, 'storage').type)?.toLowerCase();
  return written === undefined || storageTypes.some((type) => type === written);
}

/** Component blocks of the spec that the effective strategy reads. */
export function liveBlocks(spec: JaegerSpec): readonly ComponentBlock[] {
  switch (effectiveStrategy(spec)) {
    case 'allinone':
      return ['allInOne', 'agent'];
    case 'production':
      return ['collector', 'query', 'agent'];
    case 'streaming':
      return ['collector', 'ingester', 'query', 'agent'];
  }
}

/** Block whose options govern the collector's flags: `allInOne` in one pod, `collector` otherwise. */
export function collectorBlock(spec: JaegerSpec): ComponentBlock {
  return effectiveStrategy(spec) === 'allinone' ? 'allInOne' : 'collector';
}

/** Block whose options govern the query service's flags. */
export function queryBlock(spec: JaegerSpec): ComponentBlock {
  return effectiveStrategy(spec) === 'allinone' ? 'allInOne' : 'query';
}
