import { at, isMap, isSet, type Path } from '../../../documents';
import {
  heldObjects,
  labelsOf,
  matches,
  type ObjectSubject,
  requirementsOfMap,
  type TreeSubject,
} from '../../../platform';
import type { Problem, TreeRule } from '../../rule';

const selectors: { readonly [selector: string]: string } = {
  serviceMonitorSelector: 'ServiceMonitor',
  podMonitorSelector: 'PodMonitor',
  scrapeConfigSelector: 'ScrapeConfig',
  probeSelector: 'Probe',
};

export const targetAllocatorSelectsMonitors: TreeRule = {
  id: 'XR-67',
  title: 'A target allocator that watches monitors selects some',
  severity: 'warning',
  why: 'A selector that is not written selects none, and {} selects all: the collectors scrape nothing, and say nothing of it.',
  fix: 'Write serviceMonitorSelector: {} for all, or the labels that the monitors carry.',
  appliesTo: 'tree',
  example: `  apiVersion: opentelemetry.io/v1beta1
  kind: OpenTelemetryCollector
  metadata: {name: metrics, namespace: observability}
  spec:
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
  *check(tree) {
    for (const subject of tree.all('opentelemetry.io', 'OpenTelemetryCollector')) {
      // The maps of v1alpha1 become selectors that select all where they are empty.
      if (subject.apiVersion !== 'opentelemetry.io/v1beta1') continue;
      if (at(subject.object, ['spec', 'targetAllocator', 'enabled']) !== true) continue;
      yield* judge(tree, subject, ['spec', 'targetAllocator', 'prometheusCR']);
    }
    for (const subject of tree.all('opentelemetry.io', 'TargetAllocator'))
      yield* judge(tree, subject, ['spec', 'prometheusCR']);
  },
};

function* judge(tree: TreeSubject, subject: ObjectSubject, path: Path): Generator<Problem> {
  const block = at(subject.object, path);
  if (!isMap(block) || block.enabled !== true) return;
  const written = Object.keys(selectors).filter((name) => isSet(block[name]));
  if (written.length === 0) {
    yield {
      message: `${path.join('.')} is enabled without a selector, so that it selects no monitor.`,
      path,
      subject,
    };
    return;
  }
  for (const name of written) {
    const labels = at(block, [name, 'matchLabels']);
    if (!isMap(labels) || isSet(at(block, [name, 'matchExpressions']))) continue;
    const kind = selectors[name] ?? '';
    const there = heldObjects(tree, 'monitoring.coreos.com', kind);
    const wanted = requirementsOfMap(labels);
    if (there.some(({ object }) => matches(wanted, labelsOf(at(object, ['metadata', 'labels']))))) continue;
    if (there.length === 0) continue;
    const shown = wanted.map(({ key, values }) => `${key}=${values.join(',')}`).join(', ');
    yield {
      message: `${[...path, name].join('.')} selects by ${shown}, and no ${kind} of the input carries that.`,
      path: [...path, name, 'matchLabels'],
      subject,
    };
  }
}
