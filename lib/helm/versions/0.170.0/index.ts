import * as roles from '../../clusterRole';
import type { Table } from '../../data';
import { internalTelemetry } from '../../internalTelemetry';
import * as notes from '../../notes';
import * as access from '../../objects/access';
import { httpRoute, ingress, networkPolicy } from '../../objects/exposure';
import { extraManifests } from '../../objects/extraManifests';
import { podMonitor, prometheusRule, serviceMonitor } from '../../objects/monitoring';
import { horizontalPodAutoscaler, podDisruptionBudget } from '../../objects/scaling';
import { service } from '../../objects/service';
import { configMap, workload } from '../../objects/workload';
import { memoryLimit, nodeNameAndAddress, podAddress, podIdentity } from '../../pod';
import { annotationDiscovery } from '../../presets/annotationDiscovery';
import { clusterMetrics } from '../../presets/clusterMetrics';
import { excludedBelow, hostMetrics } from '../../presets/hostMetrics';
import { kubeletMetrics } from '../../presets/kubeletMetrics';
import { kubernetesAttributes } from '../../presets/kubernetesAttributes';
import { kubernetesEvents } from '../../presets/kubernetesEvents';
import { kubernetesObjects } from '../../presets/kubernetesObjects';
import { logsCollection } from '../../presets/logsCollection';
import { profiling } from '../../presets/profiling';
import { resourceDetection } from '../../presets/resourceDetection';
import { rewriteDeprecatedNames } from '../../rewriteNames';
import type { ChartVersion } from '../../version';
import defaults from './defaults.json';
import { schema } from './schema';

const podMetadata =
  'k8s.namespace.name k8s.pod.name k8s.pod.uid k8s.node.name k8s.pod.start_time k8s.deployment.name k8s.replicaset.name k8s.replicaset.uid k8s.daemonset.name k8s.daemonset.uid k8s.job.name k8s.job.uid k8s.container.name k8s.cronjob.name k8s.statefulset.name k8s.statefulset.uid container.image.tag container.image.name k8s.cluster.uid service.namespace service.name service.version service.instance.id'.split(
    ' ',
  );

/** Chart 0.170.0. */
export const chart0_170_0: ChartVersion = {
  version: '0.170.0',
  appVersion: '0.158.0',
  defaults: defaults as Table,
  schema,
  steps: [
    internalTelemetry,
    logsCollection,
    annotationDiscovery,
    hostMetrics(excludedBelow),
    profiling,
    kubeletMetrics('K8S_NODE_IP'),
    kubernetesAttributes({
      metadata: podMetadata,
      otelAnnotations: true,
      signals: ['logs', 'metrics', 'traces', 'profiles'],
      renamed: true,
    }),
    kubernetesEvents({ ownReceiver: true }),
    kubernetesObjects,
    clusterMetrics({ elects: true }),
    resourceDetection,
    rewriteDeprecatedNames,
  ],
  notes: [
    notes.repositoryMissing,
    notes.profilingUnsupported,
    notes.profilingNotRoot,
    notes.profilingOwnSecurityContext,
    notes.modeMissing,
    notes.dnsConfigMissing,
    notes.clusterMetricsWithoutElection,
    notes.healthCheckMissing('health_check', 'healthcheckv2'),
    notes.configMapNotCreated,
    notes.existingNameWithCreate,
    notes.existingPathWithCreate,
    notes.resourcesMissing,
    notes.clusterTrafficInDaemonset,
    notes.memoryLimitMissing,
    ...notes.internalTelemetryWithoutEndpoint,
    notes.logsTwice,
    notes.deprecatedNamesUsed,
  ],
  objects: [
    access.serviceAccount('kubeletMetrics', 'kubernetesObjects'),
    configMap,
    access.clusterRole,
    service,
    workload,
    horizontalPodAutoscaler,
    podDisruptionBudget('deployment', 'statefulset'),
    ingress,
    httpRoute,
    networkPolicy,
    podMonitor,
    serviceMonitor,
    prometheusRule({ needsServiceMonitor: false, mixesIndents: false }),
    extraManifests,
  ],
  environment: [podAddress, podIdentity, nodeNameAndAddress, memoryLimit],
  clusterRole: [
    roles.leases,
    roles.ownRules,
    roles.kubernetesAttributesRules,
    roles.clusterMetricsRules,
    roles.kubeletMetricsRules,
    roles.kubernetesEventsRules,
    roles.kubernetesObjectsRules,
    roles.annotationDiscoveryRules,
    roles.resourceDetectionRules,
  ],
};
