/** What the Jaeger operator (jaegertracing.io/v1, release 1.65.0) makes of a Jaeger resource. Pure: no files, no cluster. */
export { collectorHost, dnsName, type ServiceSuffix, serviceHost, serviceName, truncate } from './names';
export {
  hasIngress,
  isAutoscaled,
  type JaegerObject,
  type JaegerWorkload,
  jaegerObjects,
  jaegerWorkloads,
  serviceAccountName,
} from './objects';
export {
  adminPorts,
  type JaegerPort,
  type JaegerResource,
  type JaegerService,
  jaegerServices,
  otlpEnabled,
  receivingPorts,
} from './services';
export { block, type ComponentBlock, flattenOptions, type JaegerSpec, option } from './spec';
export {
  collectorBlock,
  effectiveStorage,
  effectiveStrategy,
  isStorageKnown,
  isStrategyKnown,
  type JaegerStorage,
  type JaegerStrategy,
  liveBlocks,
  queryBlock,
  requestedStrategy,
  storageTypes,
} from './strategy';
