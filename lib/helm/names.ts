import { type Data, isList, sortedEntries, type Table } from './data';
import { inEffect } from './model';
import { changes } from './model/changes';
import { defaultTo, field, softField, truthy } from './template';
import type { Mode, Release } from './version';

/** Name of the chart, of its container and of the label that marks its objects. */
export const chartName = 'opentelemetry-collector';

/** Value of the label `component` on selectors and pods. */
const components: { readonly [mode: string]: string } = {
  deployment: 'standalone-collector',
  daemonset: 'agent-collector',
  statefulset: 'statefulset-collector',
};

/** Text as a template prints it; null prints nothing, lists and maps print as Go prints them. */
export function printed(value: Data | undefined): string {
  return value === null || value === undefined ? '' : goText(value);
}

function goText(value: Data): string {
  if (value === null) return '<nil>';
  if (isList(value)) return `[${value.map(goText).join(' ')}]`;
  if (typeof value === 'object') {
    return `map[${sortedEntries(value)
      .map(([key, item]) => `${key}:${goText(item)}`)
      .join(' ')}]`;
  }
  return typeof value === 'number' ? goNumber(value) : String(value);
}

/** Shortest form, with an exponent of two digits from a million on and below a ten-thousandth. */
function goNumber(value: number): string {
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  if (exponent >= -4 && exponent < 6) return String(value);
  return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}

/** A value of the release, by the path under `values`. */
export function valueAt(release: Release, ...path: string[]): Data {
  return field(release.values, path);
}

export function isEnabled(release: Release, ...path: string[]): boolean {
  return truthy(valueAt(release, ...path));
}

/** Whether a preset, or a part of one, is switched on. */
export function hasPreset(release: Release, ...path: string[]): boolean {
  return isEnabled(release, 'presets', ...path, 'enabled');
}

export function modeOf(release: Release): Data {
  return valueAt(release, 'mode');
}

/** What the chart makes in each mode. */
export const kindOfMode = {
  deployment: 'Deployment',
  daemonset: 'DaemonSet',
  statefulset: 'StatefulSet',
} as const satisfies { readonly [mode in Mode]: string };

/** The mode that a value names; undefined for anything else. */
export function knownMode(value: Data | undefined): Mode | undefined {
  return (Object.keys(kindOfMode) as Mode[]).find((mode) => mode === value);
}

export function isMode(release: Release, ...modes: string[]): boolean {
  const mode = modeOf(release);
  return typeof mode === 'string' && modes.includes(mode);
}

/** The first 63 characters, then one trailing dash removed: `trunc 63 | trimSuffix "-"`. */
function truncated(name: string): string {
  return name.slice(0, 63).replace(/-$/, '');
}

/** The name that every object of the release is built on. */
export function fullname(release: Release): string {
  const override = valueAt(release, 'fullnameOverride');
  if (truthy(override)) return truncated(printed(override));
  const name = printed(defaultTo(chartName, valueAt(release, 'nameOverride')));
  return truncated(release.name.includes(name) ? release.name : `${release.name}-${name}`);
}

/** Value of the label `app.kubernetes.io/name`. */
export function labelName(release: Release): string {
  return truncated(printed(defaultTo(chartName, valueAt(release, 'nameOverride'))));
}

/** Namespace of the objects: `namespaceOverride`, else the release's. */
export function namespaceOf(release: Release): string {
  return printed(defaultTo(release.namespace, valueAt(release, 'namespaceOverride')));
}

/** Name of the ServiceAccount that the pod runs as. */
export function serviceAccountName(release: Release): string {
  const created = isEnabled(release, 'serviceAccount', 'create');
  return printed(
    defaultTo(created ? fullname(release) : 'default', valueAt(release, 'serviceAccount', 'name')),
  );
}

export function clusterRoleName(release: Release): string {
  return printed(defaultTo(fullname(release), valueAt(release, 'clusterRole', 'name')));
}

export function clusterRoleBindingName(release: Release): string {
  return printed(defaultTo(fullname(release), valueAt(release, 'clusterRole', 'clusterRoleBinding', 'name')));
}

/** Suffix of the generated ConfigMap, and of the DaemonSet. */
export function modeSuffix(release: Release): string {
  return isMode(release, 'daemonset') ? '-agent' : isMode(release, 'statefulset') ? '-statefulset' : '';
}

/** Name of the ConfigMap that the chart makes. */
export function generatedConfigMapName(release: Release): string {
  return `${fullname(release)}${modeSuffix(release)}`;
}

/** Name of the ConfigMap that the pod mounts, made by the chart or not. */
export function configMapName(release: Release): string {
  return usesExistingConfigMap(release)
    ? printed(valueAt(release, 'configMap', 'existingName'))
    : generatedConfigMapName(release);
}

/** Whether the pod mounts a ConfigMap of the author's own, which the chart knows since 0.90.1. */
export function usesExistingConfigMap(release: Release): boolean {
  return inEffect(release, changes.existingConfigMap) && isEnabled(release, 'configMap', 'existingName');
}

/** Value of the label `component`; undefined without a mode. */
export function componentOf(release: Release): string | undefined {
  return components[printed(modeOf(release))];
}

/** Labels that select the pods of the release. */
export function selectorLabels(release: Release): { readonly [key: string]: string } {
  const component = componentOf(release);
  return {
    'app.kubernetes.io/name': labelName(release),
    'app.kubernetes.io/instance': release.name,
    ...(component === undefined ? {} : { component }),
  };
}

/** Labels of the pods: the selector's, then `podLabels`, which can override them. Templated text is kept as written. */
export function podLabels(release: Release): { readonly [key: string]: string } {
  const own = valueAt(release, 'podLabels');
  if (!truthy(own) || typeof own !== 'object' || Array.isArray(own)) return selectorLabels(release);
  const written = Object.entries(own as Table).map(([key, value]): [string, string] => [key, printed(value)]);
  return { ...selectorLabels(release), ...Object.fromEntries(written) };
}

/** `((.Values.a).b).c`: as `valueAt` from a value that is always there, but missing holders give null. */
export function softValueAt(release: Release, first: string, ...path: string[]): Data {
  let at = first;
  let value = valueAt(release, first);
  for (const name of path) {
    value = softField(value, name, at);
    at = `${at}.${name}`;
  }
  return value;
}
