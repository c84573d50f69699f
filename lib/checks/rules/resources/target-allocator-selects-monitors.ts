import {
  allHeldObjects,
  anyOf,
  labelsOf,
  matches,
  operatedCollectors,
  requirementsOfMap,
  targetAllocators,
} from '../../../platform';
import { operatedCollector } from '../../frames';
import { ruleOfEach } from '../../rule';

const selectors: { readonly [selector: string]: string } = {
  serviceMonitorSelector: 'ServiceMonitor',
  podMonitorSelector: 'PodMonitor',
  scrapeConfigSelector: 'ScrapeConfig',
  probeSelector: 'Probe',
};

const kinds = anyOf(operatedCollectors, targetAllocators);

export const targetAllocatorSelectsMonitors = ruleOfEach({
  each: kinds,
  id: 'XR-67',
  title: 'A target allocator that watches monitors selects some',
  severity: 'warning',
  why: 'A selector that is not written selects none, and {} selects all: the collectors scrape nothing, and say nothing of it.',
  fix: 'Write serviceMonitorSelector: {} for all, or the labels that the monitors carry.',
  example: `${operatedCollector('metrics')}
    mode: statefulset
    targetAllocator:
      enabled: true
-     prometheusCR: {enabled: true}
+     prometheusCR: {enabled: true, serviceMonitorSelector: {}}
    config:
      receivers: {prometheus: {config: {scrape_configs: []}}}
      exporters: {otlp_grpc: {endpoint: "metrics.example.org:4317"}}
      service: {pipelines: {metrics: {receivers: [prometheus], exporters: [otlp_grpc]}}}
`,
  *check({ subject, spec }, tree) {
    const isOperated = 'targetAllocator' in spec;
    // The maps of v1alpha1 become selectors that select all where they are empty.
    if (isOperated && subject.apiVersion !== 'opentelemetry.io/v1beta1') return;
    if (isOperated && spec.targetAllocator.enabled.value !== true) return;
    const { enabled, place } = isOperated ? spec.targetAllocator.prometheusCR : spec.prometheusCR;
    if (enabled.value !== true) return;
    const written = Object.entries(selectors).filter(([name]) => place.at(name).isSet);
    const name = place.path.join('.');
    if (written.length === 0) {
      yield {
        message: `${name} is enabled without a selector, so that it selects no monitor.`,
        at: place,
      };
    }
    for (const [selector, kind] of written) {
      const at = place.at(selector, 'matchLabels');
      if (!at.isMap || place.at(selector, 'matchExpressions').isSet) continue;
      const there = allHeldObjects(tree).filter(
        (each) => each.subject.group === 'monitoring.coreos.com' && each.subject.kind === kind,
      );
      const wanted = requirementsOfMap(at.data);
      if (there.length === 0) continue;
      if (there.some(({ metadata }) => matches(wanted, labelsOf(metadata.labels.data)))) continue;
      const shown = wanted.map(({ key, values }) => `${key}=${values.join(',')}`).join(', ');
      yield {
        message: `${name}.${selector} selects by ${shown}, and no ${kind} of the input carries that.`,
        at,
      };
    }
  },
});
