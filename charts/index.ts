/** One chart per thing that Flux reconciles. */

export type { PortValues } from '../lib/helm';
export { CollectorChart, type CollectorProps } from './collector';
export type { CollectorValues, ExtraContainer } from './collector-chart-values';
export type { ClaimSize } from './collector-pod';
export type { CollectorMonitor, HostPorts } from './collector-values';
export { CronJobChart, type CronJobProps } from './cron-job';
export {
  type ClusterFacts,
  Environment,
  type EnvironmentFacts,
  type FluxFacts,
  type FluxSource,
  type IngressFacts,
  type WorkloadDefaults,
} from './environment';
export {
  HelmReleaseChart,
  type HelmReleaseProps,
  type ReleaseName,
  type ReleaseOptions,
} from './helm-release';
export { ImageAutomationChart, type ImageAutomationProps } from './image-automation';
export { Images } from './images';
export { type Backend, type HostTls, IngressChart, type IngressProps, type Route } from './ingress';
export { type InjectedLanguage, InstrumentationChart, type InstrumentationProps } from './instrumentation';
export { JaegerChart, type JaegerProps } from './jaeger';
export { JaegerHelmChart, type JaegerHelmProps } from './jaeger-helm';
export { JaegerV2Chart, type JaegerV2Props } from './jaeger-v2';
export type { JaegerSampling, JaegerV2Facts } from './jaeger-v2-config';
export { LayerChart, type LayerChartProps } from './layer-chart';
export type { LayerFacts, Layers } from './layers';
export { ManifestChart, type ManifestProps } from './manifests';
export { type NamespaceFacts, NamespacesChart, type NamespacesProps } from './namespaces';
export type { AddressPeer, HostPeer, Peer, PeerPort, PodPeer } from './network';
export {
  CertManagerChart,
  type CertManagerFacts,
  JaegerOperatorChart,
  type NamespacedOperatorFacts,
  OpenTelemetryOperatorChart,
  type OperatorFacts,
} from './operators';
export { type OtlpBackendProps, otlpBackend } from './otlp-backend';
export type { Plain, Resources } from './plain';
export type { PodSecurityLevel, Relaxation } from './pod-security';
export type { ImagePromotion } from './promotion';
export { ServiceChart, type ServiceProps } from './service';
export type { SourcePlace } from './source-place';
export { type BucketSpec, type HelmSource, SourcesChart } from './sources';
export { StatefulServiceChart, type StatefulServiceProps } from './stateful-service';
export { buildApp, type EnvironmentBuilder } from './synthesis/build';
export { ChecksFailed } from './synthesis/checks-failed';
export type { PlacedFinding } from './synthesis/finding-line';
export { type InputFault, InputRefused } from './synthesis/input-refused';
export { runSynthesis } from './synthesis/run';
export { type SynthesisOptions, type SynthesisResult, synthesise } from './synthesis/synthesise';
export type { TagPolicy } from './tag-policy';
export type {
  InstrumentOptions,
  PodsBehind,
  Receiving,
  TelemetryBackend,
  TelemetryEndpoint,
} from './telemetry';
export { TempoChart, type TempoProps, type TempoStorage } from './tempo';
export { WorkerChart, type WorkerProps } from './worker';
export type {
  AccountProps,
  Callee,
  ClaimProps,
  MonitorProps,
  MountedVolume,
  Probe,
  Probes,
  ProbeTiming,
  RunningProps,
  Scaling,
  UserProps,
  WorkloadPort,
  WorkloadProps,
} from './workload/props';
export type { Variable, VariableSource } from './workload/variables';
export { WorkloadChart } from './workload/workload-chart';
