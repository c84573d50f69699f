import * as roles from '../../cluster-role';
import type { Table } from '../../data';
import { internalTelemetry } from '../../internal-telemetry';
import * as notes from '../../notes';
import * as access from '../../objects/access';
import { httpRoute, ingress, networkPolicy } from '../../objects/exposure';
import { extraManifests } from '../../objects/extra-manifests';
import { podMonitor, prometheusRule, serviceMonitor } from '../../objects/monitoring';
import { horizontalPodAutoscaler, podDisruptionBudget } from '../../objects/scaling';
import { service } from '../../objects/service';
import { configMap, workload } from '../../objects/workload';
import { memoryLimit, nodeNameAndAddress, podAddress, podIdentity } from '../../pod';
import { annotationDiscovery } from '../../presets/annotation-discovery';
import { clusterMetrics } from '../../presets/cluster-metrics';
import { excludedBelow, hostMetrics } from '../../presets/host-metrics';
import { kubeletMetrics } from '../../presets/kubelet-metrics';
import { kubernetesAttributes } from '../../presets/kubernetes-attributes';
import { kubernetesEvents } from '../../presets/kubernetes-events';
import { kubernetesObjects } from '../../presets/kubernetes-objects';
import { logsCollection } from '../../presets/logs-collection';
import { profiling } from '../../presets/profiling';
import { resourceDetection } from '../../presets/resource-detection';
import { rewriteDeprecatedNames } from '../../rewrite-names';
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
