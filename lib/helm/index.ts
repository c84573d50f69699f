export { asRendered } from './as-rendered';
export { knowsAlternateConfig } from './base';
export type { Change } from './changes';
export { checkValues, type ValueProblem } from './check-values';
export { coalesce } from './coalesce';
export type { Table } from './data';
export {
  type EffectiveConfig,
  type EffectiveRelease,
  effectiveConfig,
  type RefusedRelease,
} from './effective';
export {
  authorOf,
  type ExplainedRelease,
  explain,
  isWritten,
  type ReadRelease,
  readRelease,
  sourceOf,
} from './explain';
export { factsOf, type ReleaseFacts, releaseFacts } from './facts';
export { unlessRefused } from './failure';
export { valuesTable } from './input';
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
export { kindOfMode, knownMode } from './names';
export { type ObjectName, objectName } from './object-name';
export { podSpec } from './objects/pod';
export { type ChartPort, servicePorts as chartPorts } from './objects/service';
export type { Origin } from './origin';
export { plainTable } from './part';
export { type ProbeRelease, probing, type ReleaseOutcome } from './probe';
export { type ReleaseObject, type ReleaseObjects, releaseObjects } from './release-objects';
export type { AskedChart, Renderer, Rendering, RenderRequest } from './render';
export type { ReleaseInput } from './run';
export { storedCharts, usualName } from './stored';
export { templateFault } from './tpl/faults';
export type { CollectorChartValues, PortValues, PresetValues } from './values';
export { type ChartVerdict, judgeValues } from './verdict';
export type { Mode, Release } from './version';
