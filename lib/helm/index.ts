export { checkValues, type ValueProblem } from './checkValues';
export {
  type EffectiveConfig,
  type EffectiveRelease,
  effectiveConfig,
  type RefusedRelease,
} from './effective';
export type { ChartPort } from './objects/service';
export type { ReleaseInput } from './run';
export type { Mode, ObjectName } from './version';
export { findChart, modelledVersions } from './versions';
export { appVersion, knownVersions } from './versions/appVersions';
