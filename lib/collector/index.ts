/**
 * The one door of the telemetry model: components, pipelines and collectors as typed handles.
 * Pure: no files, no YAML, no Kubernetes.
 */
export type {
  Duration,
  EnvironmentValue,
  GrpcEndpoint,
  HttpEndpoint,
  PlainText,
  PodAddress,
  Secret,
  SecretValue,
  Signal,
} from '../../imports/collector/values';
export type { Data } from '../documents';
export { type Collector, type CollectorParts, collector } from './collector';
export type { FolderNeed, PodNeeds } from './components';
export {
  type Configuration,
  type ConfigurationOptions,
  configuration,
  emittedId,
} from './configuration';
export {
  type CustomComponent,
  component,
  connectors,
  exporters,
  extensions,
  type Factory,
  processors,
  receivers,
} from './factories';
export {
  type AnyComponent,
  type Carries,
  type ComponentClass,
  type ComponentHandle,
  type Connector,
  type Exporter,
  type Extension,
  ignore,
  type Processor,
  type Receiver,
  type Suppression,
} from './handles';
export type {
  ElasticsearchStore,
  JaegerBackend,
  JaegerQueryConfig,
  JaegerStorageConfig,
  JaegerStorageExporterConfig,
  RemoteSamplingConfig,
} from './jaeger-config';
export { type Listener, listeners } from './listeners';
export { traceOf } from './made';
export {
  type CheckedOttl,
  type OttlContext,
  type OttlInterpolation,
  type OttlKind,
  OttlPart,
  type OttlTemplate,
  ottl,
} from './ottl';
export {
  type AnyPipeline,
  logs,
  metrics,
  type Pipeline,
  type PipelineMembers,
  pipelineId,
  profiles,
  traces,
} from './pipeline';
export {
  type CollectorNeeds,
  type ComponentNeeds,
  fitForPod,
  podNeeds,
  withCheckpoints,
} from './pod-needs';
export { type PolicyRule, policyRules } from './policy-rules';
export type { OtlpTarget, PeriodicReader, PullReader, Telemetry } from './telemetry';
export {
  endpointHostPort,
  endpointUrl,
  env,
  grpcEndpoint,
  httpEndpoint,
  isPort,
  plainText,
  podIp,
  type SecretSource,
  type ServerAddress,
  secretEnv,
} from './values';
