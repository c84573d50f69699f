import { inEffect } from '../model';
import { changes as configChanges } from '../model/changes';
import { hasPreset, isEnabled, isMode, softValueAt } from '../names';
import { type Part, Taken } from '../part';
import { detectsNode } from '../presets/resource-detection';
import { text, truthy } from '../template';
import type { Release } from '../version';
import { changes } from './changes';
import { memoryBytes } from './memory';
import { discoversAnything } from './presets';
import { itemsAt } from './text';

/** Variables of the collector's container in the chart's order, `extraEnvs` last. */
export function environment(release: Release): Part[] {
  return [
    fromField('MY_POD_IP', 'status.podIP', true),
    ...(inEffect(release, configChanges.podIdentity) ? identity : []),
    ...nodeVariables(release),
    ...memoryLimit(release),
    ...itemsAt(release, 'extraEnvs'),
  ];
}

function fromField(name: string, fieldPath: string, versioned: boolean): Part {
  return { name, valueFrom: { fieldRef: { ...(versioned ? { apiVersion: 'v1' } : {}), fieldPath } } };
}

/** Read by `service.telemetry.resource` of the default configuration. */
const identity: readonly Part[] = [
  fromField('OTEL_K8S_NODE_NAME', 'spec.nodeName', false),
  fromField('OTEL_K8S_NODE_IP', 'status.hostIP', false),
  fromField('OTEL_K8S_NAMESPACE', 'metadata.namespace', true),
  fromField('OTEL_K8S_POD_NAME', 'metadata.name', true),
  fromField('OTEL_K8S_POD_IP', 'status.podIP', true),
];

function nodeVariables(release: Release): Part[] {
  const cause = askerForNode(release);
  if (cause === undefined) return [];
  const variables = [fromField('K8S_NODE_NAME', 'spec.nodeName', false)];
  if (inEffect(release, configChanges.kubeletByAddress))
    variables.push(fromField('K8S_NODE_IP', 'status.hostIP', false));
  return variables.map((variable) => new Taken(variable, ['presets', cause, 'enabled']));
}

/** The first preset that asks for the node. */
function askerForNode(release: Release): string | undefined {
  const daemonset = isMode(release, 'daemonset');
  if (hasPreset(release, 'kubeletMetrics')) return 'kubeletMetrics';
  if (hasPreset(release, 'kubernetesAttributes') && daemonset) return 'kubernetesAttributes';
  if (inEffect(release, changes.nodeForDiscovery) && discoversAnything(release) && daemonset)
    return 'annotationDiscovery';
  return inEffect(release, configChanges.roleOfDetection) && detectsNode(release)
    ? 'resourceDetection'
    : undefined;
}

/** Soft memory limit of the Go runtime, 80 % of the container's limit. */
function memoryLimit(release: Release): Part[] {
  const path = ['resources', 'limits', 'memory'] as const;
  const limit = softValueAt(release, ...path);
  if (!isEnabled(release, 'useGOMEMLIMIT') || !truthy(limit)) return [];
  // 80 % in whole MiB, without the rounding of 0.8.
  const mebibytes = Math.floor((memoryBytes(text(limit, path.join('.'))) * 4) / (5 * 2 ** 20));
  return [new Taken({ name: 'GOMEMLIMIT', value: `${mebibytes}MiB` }, path)];
}
