/**
 * The chart `opentelemetry-collector` by its changes: the templates of this room are those of the newest version, and
 * what was not always so asks for the span of versions in which it is. A version is the sum of what is in effect in it.
 *
 *     const electsInReplicas = since('0.164.1', 'clusterMetrics elects a leader among several replicas');
 *     …
 *     if (inEffect(release, electsInReplicas)) …
 *
 * - `since(version, what)`, `until(version, what)` (all versions before that one) and `during(first, end, what)` make a
 *   span. Those of the configuration, the refusals and the notes stand in `changes.ts`, those of the other objects beside
 *   the objects. A version that a span names must exist.
 * - `inEffect(release, span)` asks it of a release; a version newer than every known one has what the newest has.
 * - `release.chart` is data only: `version`, `appVersion`, `position`, `assumed`, `defaults` (the chart's values.yaml) and
 *   `schema` (its values.schema.json). Defaults and schema of all versions lie in `data/` as the newest and differences
 *   backwards; `tools/helm-chart/facts.ts` writes them anew from chart folders. A key that the defaults lack is asked by
 *   `Object.hasOwn(release.chart.defaults, key)` only where the template itself reads it that way: prefer a span.
 * - `findChart(version)` gives a version: exact from 0.89.0 on, `assumed` for one newer than the newest. `chooseChart`
 *   takes whatever a release says, a range or a version that never was too, and tells how sure the choice is.
 */
export { type ChartVersion, findChart, whyNotModelled } from './chart';
export { type Certainty, type ChartChoice, chooseChart } from './choice';
export { parseRange, type VersionRange } from './range';
export { during, inEffect, since, until, type VersionSpan } from './span';
export { appVersion, knownVersions, modelledVersions } from './versions';
