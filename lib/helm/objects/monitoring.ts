import { fail } from '../failure';
import { inEffect } from '../model';
import { fullname, isEnabled, isMode, valueAt } from '../names';
import { field, truthy } from '../template';
import type { ObjectTemplate, Release } from '../version';
import { changes } from './changes';
import { serviceEnabled } from './service';
import { named, templatedTexts } from './text';

/** Bears the suffix of the agent in every mode. */
export const podMonitor: ObjectTemplate = (release) => {
  if (!inEffect(release, changes.podMonitorInEveryMode) && !isMode(release, 'daemonset')) return [];
  if (!isEnabled(release, 'podMonitor', 'enabled') || !isEnabled(release, 'podMonitor', 'metricsEndpoints'))
    return [];
  templatedTexts(valueAt(release, 'podMonitor', 'extraLabels'), 'podMonitor.extraLabels');
  return [named(release, 'PodMonitor', `${fullname(release)}-agent`)];
};

/** Needs a Service that the values ask for; one that only the Ingress makes does not count. */
export const serviceMonitor: ObjectTemplate = (release) => {
  const scraped = inEffect(release, changes.serviceMonitorInDaemonset)
    ? serviceEnabled(release)
    : isMode(release, 'deployment', 'statefulset');
  if (!scraped || !isEnabled(release, 'serviceMonitor', 'enabled')) return [];
  if (!isEnabled(release, 'serviceMonitor', 'metricsEndpoints')) return [];
  templatedTexts(valueAt(release, 'serviceMonitor', 'extraLabels'), 'serviceMonitor.extraLabels');
  checkRelabelings(release);
  return [named(release, 'ServiceMonitor', fullname(release))];
};

/** Relabelings are printed behind the last endpoint, as further keys of it. */
function checkRelabelings(release: Release): void {
  const endpoints = valueAt(release, 'serviceMonitor', 'metricsEndpoints');
  const last = Array.isArray(endpoints) ? endpoints.at(-1) : endpoints;
  const adds = ['relabelings', 'metricRelabelings'].some((key) => isEnabled(release, 'serviceMonitor', key));
  if (adds && !truthy(last)) {
    fail(
      'serviceMonitor.relabelings and metricRelabelings need a last entry of metricsEndpoints with keys of its own: write for instance `port: metrics` there.',
    );
  }
}

export const prometheusRule: ObjectTemplate = (release) => {
  if (!isEnabled(release, 'prometheusRule', 'enabled')) return [];
  if (inEffect(release, changes.ruleNeedsServiceMonitor) && !isEnabled(release, 'serviceMonitor', 'enabled'))
    return [];
  templatedTexts(valueAt(release, 'prometheusRule', 'extraLabels'), 'prometheusRule.extraLabels');
  const misindented =
    inEffect(release, changes.groupsMisindented) && isEnabled(release, 'prometheusRule', 'groups');
  if (hasDefaultRules(release) && misindented) {
    fail(
      'prometheusRule.groups and prometheusRule.defaultRules.enabled cannot be used together in this chart version, which prints them at different depths: drop one of them.',
    );
  }
  return [named(release, 'PrometheusRule', fullname(release))];
};

function hasDefaultRules(release: Release): boolean {
  return truthy(
    field(valueAt(release, 'prometheusRule', 'defaultRules'), ['enabled'], 'prometheusRule.defaultRules'),
  );
}
