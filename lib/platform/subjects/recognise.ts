import { sections } from '../../collector/effective';
import { at, type Data, type DataMap, field, isMap, items } from '../../documents';
import type { ObjectSubject } from '../subject';

const collectorSections = sections.map(({ section }) => section);
const serviceKeys = ['pipelines', 'extensions', 'telemetry'];

/** Top-level keys of the values of the chart `opentelemetry-collector` that no other chart has in common with it. */
const chartKeys = ['config', 'alternateConfig', 'presets', 'configMap', 'internalTelemetryViaOTLP'];
const modes = ['deployment', 'daemonset', 'statefulset'];

/** True where a map has a section that only a collector's configuration has. */
export function mayBeConfiguration(data: Data): data is DataMap {
  if (!isMap(data) || field(data, 'kind') !== undefined || isBuilderManifest(data)) return false;
  const hasSection = collectorSections.some((section) => Object.hasOwn(data, section));
  return hasSection || serviceKeys.some((key) => field(data.service, key) !== undefined);
}

/** True for what the collector builder reads: lists of Go modules under the same names. */
function isBuilderManifest(data: DataMap): boolean {
  return collectorSections.some((section) =>
    items(data[section]).some((item) => field(item, 'gomod') !== undefined),
  );
}

/** True where nothing but a collector's configuration can be meant: pipelines, and something to put into them. */
export function isConfiguration(data: Data): data is DataMap {
  return (
    mayBeConfiguration(data) &&
    isMap(at(data, ['service', 'pipelines'])) &&
    ['receivers', 'exporters'].some((section) => Object.hasOwn(data, section))
  );
}

/** True where a map looks like values of the collector's chart. */
export function mayBeValues(data: Data): data is DataMap {
  if (!isMap(data) || field(data, 'kind') !== undefined) return false;
  const hasChartKey = chartKeys.some((key) => Object.hasOwn(data, key)) || modes.includes(String(data.mode));
  return (hasChartKey || namesCollector(data)) && !mayBeConfiguration(data);
}

/** True where nothing but values of the collector's chart can be meant. */
export function isValues(data: Data): data is DataMap {
  if (!mayBeValues(data)) return false;
  const configs = [field(data, 'config'), field(data, 'alternateConfig')];
  return namesCollector(data) || configs.some((config) => config !== undefined && mayBeConfiguration(config));
}

function namesCollector(data: DataMap): boolean {
  const names = [at(data, ['image', 'repository']), at(data, ['command', 'name'])];
  return names.some((name) => typeof name === 'string' && /opentelemetry-collector|^otelcol/.test(name));
}

/** True for the name of the collector's chart, alone or at the end of a path or of the address of a registry. */
export function isCollectorChart(name: Data | undefined): boolean {
  return typeof name === 'string' && /(?:^|\/)opentelemetry-collector$/.test(name);
}

/** True for a HelmRelease that names the collector's chart itself (`spec.chart`). */
export function namesCollectorChart(subject: ObjectSubject): boolean {
  return isCollectorChart(at(subject.object, ['spec', 'chart', 'spec', 'chart']));
}

/** Keys of a ConfigMap under which a collector looks for its configuration. */
export const configurationKey = /^relay$|\.ya?ml$|conf/i;
