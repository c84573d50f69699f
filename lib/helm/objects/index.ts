import type { ObjectTemplate } from '../version';
import { clusterRole, clusterRoleBinding, serviceAccount } from './access';
import { configMap } from './config-map';
import { httpRoute, ingress, networkPolicy } from './exposure';
import { extraManifests } from './extra-manifests';
import { podMonitor, serviceMonitor } from './monitoring';
import { prometheusRule } from './prometheus-rule';
import { horizontalPodAutoscaler, podDisruptionBudget } from './scaling';
import { service } from './service';
import { workload } from './workload';

/** The chart's templates, as far as a version has them. */
export const templates: readonly ObjectTemplate[] = [
  serviceAccount,
  configMap,
  clusterRole,
  clusterRoleBinding,
  service,
  workload,
  horizontalPodAutoscaler,
  podDisruptionBudget,
  ingress,
  httpRoute,
  networkPolicy,
  podMonitor,
  serviceMonitor,
  prometheusRule,
  extraManifests,
];
