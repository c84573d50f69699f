export { knowsAlternateConfig } from './base';
export type { Change } from './changes';
export { checkValues, type ValueProblem } from './check-values';
export {
  type EffectiveConfig,
  type EffectiveRelease,
  effectiveConfig,
  type RefusedRelease,
} from './effective';
export { authorOf, type ExplainedRelease, explain, isWritten, sourceOf } from './explain';
export { type ReleaseFacts, releaseFacts, serviceHost } from './facts';
export { type HelmReleaseNames, releaseName, releaseNamespace } from './flux-release';
export {
  appVersion,
  type Certainty,
  type ChartChoice,
  type ChartVersion,
  chooseChart,
  findChart,
  knownVersions,
  modelledVersions,
  parseRange,
  type VersionRange,
  whyNotModelled,
} from './model';
export { type ObjectName, objectName } from './object-name';
export type { ChartPort } from './objects/service';
export type { Origin } from './origin';
export { type Outcome, type ProbeRelease, probing } from './probe';
export { type ReleaseObject, type ReleaseObjects, releaseObjects } from './release-objects';
export type { ReleaseInput } from './run';
export { templateFault } from './tpl/faults';
export type { CollectorChartValues, PortValues, PresetValues } from './values';
export { type ChartVerdict, judgeValues } from './verdict';
export type { Mode } from './version';
