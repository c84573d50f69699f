import * as roles from '../../cluster-role';
import type { Table } from '../../data';
import * as notes from '../../notes';
import * as access from '../../objects/access';
import { ingress, networkPolicy } from '../../objects/exposure';
import { podMonitor, prometheusRule, serviceMonitor } from '../../objects/monitoring';
import { horizontalPodAutoscaler, podDisruptionBudget } from '../../objects/scaling';
import { service } from '../../objects/service';
import { configMap, workload } from '../../objects/workload';
import { memoryLimit, nodeName, podAddress } from '../../pod';
import { clusterMetrics } from '../../presets/cluster-metrics';
import { excludedByStar, hostMetrics } from '../../presets/host-metrics';
import { kubeletMetrics } from '../../presets/kubelet-metrics';
import { kubernetesAttributes } from '../../presets/kubernetes-attributes';
import { kubernetesEvents } from '../../presets/kubernetes-events';
import { logsCollection } from '../../presets/logs-collection';
import type { ChartVersion } from '../../version';
import defaults from './defaults.json';
import { schema } from './schema';

const podMetadata =
  'k8s.namespace.name k8s.deployment.name k8s.statefulset.name k8s.daemonset.name k8s.cronjob.name k8s.job.name k8s.node.name k8s.pod.name k8s.pod.uid k8s.pod.start_time'.split(
    ' ',
  );

/** Chart 0.109.0: no rewrite of names, no leader election, fewer presets. */
export const chart0_109_0: ChartVersion = {
  version: '0.109.0',
  appVersion: '0.113.0',
  defaults: defaults as Table,
  schema,
  steps: [
    logsCollection,
    hostMetrics(excludedByStar),
    kubeletMetrics('K8S_NODE_NAME'),
    kubernetesAttributes({
      metadata: podMetadata,
      otelAnnotations: false,
      signals: ['logs', 'metrics', 'traces'],
      renamed: false,
    }),
    kubernetesEvents({ ownReceiver: false }),
    clusterMetrics({ elects: false }),
  ],
  notes: [
    notes.repositoryMissing,
    notes.modeMissing,
    notes.dnsConfigMissing,
    notes.clusterMetricsInDaemonset,
    notes.clusterMetricsWithReplicas,
    notes.healthCheckMissing('health_check'),
    notes.configMapNotCreated,
    notes.existingNameWithCreate,
    notes.existingPathWithCreate,
    notes.resourcesMissing,
    notes.clusterTrafficInDaemonset,
    notes.memoryLimitMissing,
  ],
  objects: [
    access.serviceAccount('kubeletMetrics'),
    configMap,
    access.clusterRole,
    service,
    workload,
    horizontalPodAutoscaler,
    podDisruptionBudget('deployment'),
    ingress,
    networkPolicy,
    podMonitor,
    serviceMonitor,
    prometheusRule({ needsServiceMonitor: true, mixesIndents: true }),
  ],
  environment: [podAddress, nodeName, memoryLimit],
  clusterRole: [
    roles.ownRules,
    roles.kubernetesAttributesRules,
    roles.clusterMetricsRules,
    roles.kubeletMetricsRules,
    roles.kubernetesEventsRules,
  ],
};
