/** One chart per thing that Flux reconciles. */

export { buildApp, type EnvironmentBuilder } from './build';
export { ChecksFailed } from './checks-failed';
export { CollectorChart, type CollectorProps, type PodsBehind, type TelemetryEndpoint } from './collector';
export type { PortValues, Scaling } from './collector-values';
export {
  Environment,
  type EnvironmentFacts,
  type FluxFacts,
  type FluxSource,
  type IngressFacts,
} from './environment';
export { FluxSyncChart } from './flux-sync';
export { ImageAutomationChart, type ImageAutomationProps } from './image-automation';
export { Images } from './images';
export { IngressChart, type IngressProps, type Route } from './ingress';
export { InputRefused } from './input-refused';
export { JaegerChart, type JaegerProps, type TraceBackend } from './jaeger';
export { JaegerV2Chart, type JaegerV2Props } from './jaeger-v2';
export { LayerChart, type LayerChartProps, type LayerFolder } from './layer-chart';
export { type NamespaceFacts, NamespacesChart, type PodSecurityLevel } from './namespaces';
export {
  CertManagerChart,
  JaegerOperatorChart,
  OpenTelemetryOperatorChart,
  type OperatorFacts,
} from './operators';
export type { Resources, WithPlainQuantities } from './quantities';
export { runSynthesis } from './run';
export { ServiceChart, type ServiceProps, type ServiceScaling } from './service';
export { type HelmSource, SourcesChart } from './sources';
export { type SynthesisOptions, type SynthesisResult, synthesise } from './synthesis';
