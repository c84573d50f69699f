import { isMap } from './shape';

type Values = { readonly [key: string]: unknown };

/** Lists of which each entry has a name of its own, which an overriding entry takes the place of. */
const namedLists = new Set([
  'containers',
  'env',
  'extraContainers',
  'extraEnvs',
  'extraVolumeMounts',
  'extraVolumes',
  'hostAliases',
  'imagePullSecrets',
  'initContainers',
  'volumeClaimTemplates',
  'volumeMounts',
  'volumes',
]);

/** Lists to which an override adds. */
const addedLists = new Set([
  'additionalMetrics',
  'egressRules',
  'extraArgs',
  'extraEnvsFrom',
  'extraManifests',
  'rules',
  'tolerations',
  'topologySpreadConstraints',
]);

/**
 * Values over values as Helm's users expect it: maps are merged key by key; entries of lists such as `extraEnvs`,
 * `extraVolumes` and `extraVolumeMounts` replace those of the same name and are added otherwise; rules, arguments and tolerations are
 * added; every other list, and every plain value, replaces what was there.
 */
export function mergeValues<Base extends object>(base: Base, over: object | undefined): Base {
  return over === undefined ? base : (mergeMaps(base as Values, over as Values) as Base);
}

function mergeMaps(base: Values, over: Values, merge = mergeValue): Values {
  const merged: { [key: string]: unknown } = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined) continue;
    merged[key] = key in base ? merge(key, base[key], value) : value;
  }
  return merged;
}

/** Sections in which every list is the collector's own, whatever it is called. */
const configurations = new Set(['config', 'alternateConfig']);

function mergeValue(key: string, base: unknown, over: unknown): unknown {
  if (configurations.has(key)) return mergeConfiguration(key, base, over);
  if (isMap(base) && isMap(over)) return mergeMaps(base, over);
  if (!Array.isArray(base) || !Array.isArray(over)) return over;
  if (namedLists.has(key)) return mergeNamed(key, base, over);
  return addedLists.has(key) ? [...base, ...over] : over;
}

function mergeConfiguration(_key: string, base: unknown, over: unknown): unknown {
  return isMap(base) && isMap(over) ? mergeMaps(base, over, mergeConfiguration) : over;
}

function mergeNamed(key: string, base: readonly unknown[], over: readonly unknown[]): unknown[] {
  const replaced = new Map(over.map((entry) => [nameOf(key, entry), entry]));
  const kept = base.map((entry) => replaced.get(nameOf(key, entry)) ?? entry);
  const known = new Set(base.map((entry) => nameOf(key, entry)));
  return [...kept, ...over.filter((entry) => !known.has(nameOf(key, entry)))];
}

/** One volume may be mounted at several places: there, the place is the name. */
function nameOf(key: string, entry: unknown): unknown {
  if (!isMap(entry)) return entry;
  if (key === 'extraVolumeMounts' || key === 'volumeMounts') return entry.mountPath;
  if (key === 'volumeClaimTemplates') return isMap(entry.metadata) ? entry.metadata.name : undefined;
  return key === 'hostAliases' ? entry.ip : entry.name;
}
