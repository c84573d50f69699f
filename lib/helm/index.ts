export { checkValues, type ValueProblem } from './checkValues';
export {
  type EffectiveConfig,
  type EffectiveRelease,
  effectiveConfig,
  type RefusedRelease,
} from './effective';
export { type ReleaseFacts, releaseFacts, serviceHost } from './facts';
export { type HelmReleaseNames, releaseName, releaseNamespace } from './fluxRelease';
export type { ChartPort } from './objects/service';
export type { ReleaseInput } from './run';
export type { CollectorChartValues, PortValues, PresetValues } from './values';
export type { Mode, ObjectName } from './version';
export { findChart, modelledVersions } from './versions';
export { appVersion, knownVersions } from './versions/appVersions';
