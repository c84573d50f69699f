import type { Table } from '../../data';
import { schema as later } from '../0.170.0/schema';
import { withoutProperties } from '../schema';

/** What `values.schema.json` of chart 0.109.0 requires: that of 0.170.0 without what came since. */
export const schema: Table = withoutProperties(
  later,
  'apiVersion',
  'autoscaling.additionalMetrics',
  'enableConfigChecksumAnnotation',
  'extraManifests',
  'hostPID',
  'httproute',
  'internalTelemetryViaOTLP',
  'lifecycleHooks.preStop.sleep',
  'presets.annotationDiscovery',
  'presets.clusterMetrics.disableLeaderElection',
  'presets.kubernetesEvents.useK8sEventsReceiver',
  'presets.kubernetesObjects',
  'presets.profiling',
  'presets.resourceDetection',
  'prometheusRule.defaultRules.additionalRuleAnnotations',
  'prometheusRule.defaultRules.additionalRuleLabels',
  'resizePolicy',
  'rewriteDeprecatedComponentNames',
  'runtimeClassName',
  'schedulerName',
  'service.trafficDistribution',
  'serviceAccount.automountServiceAccountToken',
  'terminationGracePeriodSeconds',
);
