import { internalTelemetry } from './internal-telemetry';
import { annotationDiscovery } from './presets/annotation-discovery';
import { clusterMetrics } from './presets/cluster-metrics';
import { hostMetrics } from './presets/host-metrics';
import { kubeletMetrics } from './presets/kubelet-metrics';
import { kubernetesAttributes } from './presets/kubernetes-attributes';
import { kubernetesEvents } from './presets/kubernetes-events';
import { kubernetesObjects } from './presets/kubernetes-objects';
import { logsCollection } from './presets/logs-collection';
import { profiling } from './presets/profiling';
import { resourceDetection } from './presets/resource-detection';
import { rewriteDeprecatedNames } from './rewrite-names';
import type { ConfigStep } from './version';

/** From the base to the collector's configuration, in the order in which the chart takes them. */
export const steps: readonly ConfigStep[] = [
  internalTelemetry,
  logsCollection,
  annotationDiscovery,
  hostMetrics,
  profiling,
  kubeletMetrics,
  kubernetesAttributes,
  kubernetesEvents,
  kubernetesObjects,
  clusterMetrics,
  resourceDetection,
  rewriteDeprecatedNames,
];
