import { at, field, items } from '../../../documents';
import { isCollectorRelease } from '../../../platform';
import type { ObjectRule } from '../../rule';

export const driftLeavesScalingAlone: ObjectRule = {
  id: 'FX-16',
  title: 'Drift detection ignores the replicas that an autoscaler sets',
  severity: 'warning',
  why: 'Flux takes every scaling for drift and sets the number of pods back, again and again.',
  fix: 'Add /spec/replicas to driftDetection.ignore for the workload.',
  appliesTo: 'object',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: gateway, namespace: flux-system}
  spec:
    interval: 30m
    chart: {spec: {chart: gateway, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
-   driftDetection: {mode: enabled}
+   driftDetection: {mode: enabled, ignore: [{paths: [/spec/replicas], target: {kind: Deployment}}]}
    values: {replicaCount: 2, autoscaling: {enabled: true}}
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check(subject) {
    const spec = subject.object.spec;
    // The collector's chart leaves replicas out where it scales.
    if (at(spec, ['driftDetection', 'mode']) !== 'enabled' || isCollectorRelease(subject)) return;
    const scaled = at(spec, ['values', 'autoscaling', 'enabled']) === true;
    const fixed = ['replicaCount', 'replicas'].some((key) => typeof at(spec, ['values', key]) === 'number');
    if (!scaled || !fixed) return;
    const ignored = items(at(spec, ['driftDetection', 'ignore'])).flatMap((entry) =>
      items(field(entry, 'paths')),
    );
    if (ignored.includes('/spec/replicas') || ignored.includes('')) return;
    const path = [
      'spec',
      'driftDetection',
      ...(at(spec, ['driftDetection', 'ignore']) === undefined ? [] : ['ignore']),
    ];
    yield { message: `HelmRelease ${subject.name} detects drift of replicas that an autoscaler sets.`, path };
  },
};
