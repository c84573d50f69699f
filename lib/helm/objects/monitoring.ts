import { fail } from '../failure';
import { fullname, isEnabled, valueAt } from '../names';
import { field, truthy } from '../template';
import type { ObjectTemplate, Release } from '../version';
import { serviceEnabled } from './service';
import { named, templatedTexts } from './text';

/** Bears the suffix of the agent in every mode. */
export const podMonitor: ObjectTemplate = (release) => {
  if (!isEnabled(release, 'podMonitor', 'enabled') || !isEnabled(release, 'podMonitor', 'metricsEndpoints'))
    return [];
  templatedTexts(valueAt(release, 'podMonitor', 'extraLabels'), 'podMonitor.extraLabels');
  return [named(release, 'PodMonitor', `${fullname(release)}-agent`)];
};

/** Needs a Service that the values ask for; one that only the Ingress makes does not count. */
export const serviceMonitor: ObjectTemplate = (release) => {
  if (!serviceEnabled(release) || !isEnabled(release, 'serviceMonitor', 'enabled')) return [];
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

/** What the rule differs in between chart versions. */
export interface PrometheusRuleDifferences {
  /** Up to 0.109.0 the rule is made only beside an enabled ServiceMonitor. */
  readonly needsServiceMonitor: boolean;
  /** Up to 0.109.0 own groups and default rules are printed at different depths, which is no YAML. */
  readonly mixesIndents: boolean;
}

export function prometheusRule({
  needsServiceMonitor,
  mixesIndents,
}: PrometheusRuleDifferences): ObjectTemplate {
  return (release) => {
    if (!isEnabled(release, 'prometheusRule', 'enabled')) return [];
    if (needsServiceMonitor && !isEnabled(release, 'serviceMonitor', 'enabled')) return [];
    templatedTexts(valueAt(release, 'prometheusRule', 'extraLabels'), 'prometheusRule.extraLabels');
    if (hasDefaultRules(release) && mixesIndents && isEnabled(release, 'prometheusRule', 'groups')) {
      fail(
        'prometheusRule.groups and prometheusRule.defaultRules.enabled cannot be used together in this chart version, which prints them at different depths: drop one of them.',
      );
    }
    return [named(release, 'PrometheusRule', fullname(release))];
  };
}

function hasDefaultRules(release: Release): boolean {
  return truthy(
    field(valueAt(release, 'prometheusRule', 'defaultRules'), ['enabled'], 'prometheusRule.defaultRules'),
  );
}
