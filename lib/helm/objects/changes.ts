import { since, until } from '../model';

/** What the chart's objects differ in between versions, oldest change first. */
export const changes = {
  serviceMonitorInDaemonset: since('0.93.2', 'a ServiceMonitor goes with any Service, not with the mode'),
  podMonitorInEveryMode: since('0.108.1', 'a PodMonitor is made outside a daemonset too'),
  groupsMisindented: until('0.110.2', 'own groups and default rules are printed at different depths'),
  ruleNeedsServiceMonitor: until('0.110.5', 'a PrometheusRule is made beside a ServiceMonitor only'),
  extraManifests: since('0.115.0', 'extraManifests are made'),
  budgetOfStatefulSet: since('0.150.1', 'a PodDisruptionBudget is made for a statefulset too'),
  accountOfObjects: since('0.156.2', 'kubernetesObjects makes a ServiceAccount'),
  httpRoute: since('0.164.0', 'an HTTPRoute is made'),
} as const;
