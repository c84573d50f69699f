import { type Data, isTable } from './data';
import { fail } from './failure';
import { inEffect } from './model';
import { changes } from './model/changes';
import { isEnabled, isMode, printed, softValueAt, valueAt } from './names';
import { discovers } from './presets/annotation-discovery';
import { detectsNode } from './presets/resource-detection';
import { unquoted } from './scalar';
import { elements, field, text, truthy } from './template';
import type { EnvironmentGroup, Release } from './version';

/** The collector's container and its pod, as far as they are read by others. */
export interface Pod {
  /** `[registry/]repository:tag` or `repository@digest`. */
  readonly image: string;
  /** Names of the container's variables in order; those of `envFrom` cannot be known. */
  readonly env: readonly string[];
  /** Paths at which volumes are mounted, in order. */
  readonly mounts: readonly string[];
}

/** The address that `${env:MY_POD_IP}` in the default configuration means. */
const podAddress: EnvironmentGroup = { variables: ['MY_POD_IP'], applies: () => true };

/** Read by `service.telemetry.resource` of the default configuration. */
const podIdentity: EnvironmentGroup = {
  span: changes.podIdentity,
  variables: [
    'OTEL_K8S_NODE_NAME',
    'OTEL_K8S_NODE_IP',
    'OTEL_K8S_NAMESPACE',
    'OTEL_K8S_POD_NAME',
    'OTEL_K8S_POD_IP',
  ],
  applies: () => true,
};

/** Set where a preset asks for the node; its address since the kubelet is asked by it. */
const nodeName: EnvironmentGroup = { variables: ['K8S_NODE_NAME'], applies: asksForNode };
const nodeAddress: EnvironmentGroup = {
  span: changes.kubeletByAddress,
  variables: ['K8S_NODE_IP'],
  applies: asksForNode,
};

function asksForNode(release: Release): boolean {
  const discovering = discovers(release, 'logs') || discovers(release, 'metrics');
  return asksKubeletOrNode(release) || (discovering && isMode(release, 'daemonset')) || detectsNode(release);
}

function asksKubeletOrNode(release: Release): boolean {
  return (
    isEnabled(release, 'presets', 'kubeletMetrics', 'enabled') ||
    (isEnabled(release, 'presets', 'kubernetesAttributes', 'enabled') && isMode(release, 'daemonset'))
  );
}

/** Soft memory limit of the Go runtime, 80 % of the container's limit. */
const memoryLimit: EnvironmentGroup = {
  variables: ['GOMEMLIMIT'],
  applies: (release) =>
    isEnabled(release, 'useGOMEMLIMIT') && truthy(softValueAt(release, 'resources', 'limits', 'memory')),
};

/** Variables of the chart in its order. */
const environment: readonly EnvironmentGroup[] = [
  podAddress,
  podIdentity,
  nodeName,
  nodeAddress,
  memoryLimit,
];

/** The pod; fails where its template stops or prints what is no YAML. */
export function podOf(release: Release): Pod {
  valueAt(release, 'serviceAccount', 'automountServiceAccountToken');
  checkArguments(release);
  checkProbes(release);
  return { image: imageOf(release), env: environmentOf(release), mounts: mountsOf(release) };
}

/** The container's image. `image.registry` is allowed by the schema and ignored by the chart. */
export function imageOf(release: Release): string {
  const registry = softValueAt(release, 'global', 'imageRegistry');
  const prefix = truthy(registry) ? `${printed(registry)}/` : '';
  const repository = printed(valueAt(release, 'image', 'repository'));
  const digest = valueAt(release, 'image', 'digest');
  if (truthy(digest)) return `${prefix}${repository}@${printed(digest)}`;
  const tag = valueAt(release, 'image', 'tag');
  return `${prefix}${repository}:${truthy(tag) ? printed(tag) : release.chart.appVersion}`;
}

function environmentOf(release: Release): string[] {
  const set = environment
    .filter(({ span }) => span === undefined || inEffect(release, span))
    .filter((group) => group.applies(release))
    .flatMap((group) => group.variables);
  return [...set, ...names(valueAt(release, 'extraEnvs'), 'name')];
}

function names(items: Data, key: string): string[] {
  if (!Array.isArray(items)) return [];
  return items.flatMap((item) =>
    isTable(item) && item[key] !== null && item[key] !== undefined ? [printed(item[key])] : [],
  );
}

function mountsOf(release: Release): string[] {
  const mounts: string[] = [];
  if (isEnabled(release, 'configMap', 'create') || isEnabled(release, 'configMap', 'existingName'))
    mounts.push('/conf');
  if (collectsLogFiles(release)) {
    mounts.push('/var/log/pods', '/var/lib/docker/containers');
    if (isEnabled(release, 'presets', 'logsCollection', 'storeCheckpoints')) mounts.push('/var/lib/otelcol');
  }
  if (isEnabled(release, 'presets', 'hostMetrics', 'enabled')) mounts.push('/hostfs');
  if (inEffect(release, changes.profiling) && isEnabled(release, 'presets', 'profiling', 'enabled'))
    mounts.push('/sys/kernel/tracing');
  return [...mounts, ...names(valueAt(release, 'extraVolumeMounts'), 'mountPath')];
}

function collectsLogFiles(release: Release): boolean {
  if (isEnabled(release, 'presets', 'logsCollection', 'enabled')) return true;
  return discovers(release, 'logs');
}

/** Arguments are printed as list items without quotes. */
function checkArguments(release: Release): void {
  const command = printed(valueAt(release, 'command', 'name'));
  if (command !== '') checkPrinted(`/${command}`, 'command.name');
  for (const [position, argument] of elements(
    valueAt(release, 'command', 'extraArgs'),
    'command.extraArgs',
  )) {
    checkPrinted(text(argument, 'command.extraArgs'), `command.extraArgs[${position}]`);
  }
}

function checkPrinted(item: string, at: string): void {
  const read = unquoted(item);
  // As a list item `a: b` is a map and `- a` a list: wrong, yet YAML.
  if ('broken' in read && !/^- |:( |$)/.test(item)) {
    fail(
      `${at} cannot be printed without quotes: ${read.broken}; write it without that, or put it in quotes of its own.`,
    );
  }
}

/** Probes are copied field by field, with `httpGet` read whether it is there or not. */
function checkProbes(release: Release): void {
  for (const probe of ['livenessProbe', 'readinessProbe'])
    field(valueAt(release, probe), ['httpGet', 'path'], probe);
  const startup = valueAt(release, 'startupProbe');
  if (truthy(startup)) field(startup, ['httpGet', 'path'], 'startupProbe');
}
