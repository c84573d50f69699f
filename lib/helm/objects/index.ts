import type { ObjectTemplate } from '../version';
import { clusterRole, serviceAccount } from './access';
import { httpRoute, ingress, networkPolicy } from './exposure';
import { extraManifests } from './extra-manifests';
import { podMonitor, prometheusRule, serviceMonitor } from './monitoring';
import { horizontalPodAutoscaler, podDisruptionBudget } from './scaling';
import { service } from './service';
import { configMap, workload } from './workload';

/** The chart's templates, as far as a version has them. */
export const templates: readonly ObjectTemplate[] = [
  serviceAccount,
  configMap,
  clusterRole,
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
