import { helmReleases, isCollectorRelease } from '../../../platform';
import { chartRelease, chartRepository } from '../../frames';
import { ruleOfEach } from '../../rule';

export const driftLeavesScalingAlone = ruleOfEach({
  each: helmReleases,
  id: 'FX-16',
  title: 'Drift detection ignores the replicas that an autoscaler sets',
  severity: 'warning',
  why: 'Flux takes every scaling for drift and sets the number of pods back, again and again.',
  fix: 'Add /spec/replicas to driftDetection.ignore for the workload.',
  example: `${chartRelease('gateway')}
-   driftDetection: {mode: enabled}
+   driftDetection: {mode: enabled, ignore: [{paths: [/spec/replicas], target: {kind: Deployment}}]}
    values: {replicaCount: 2, autoscaling: {enabled: true}}
${chartRepository}
`,
  *check({ subject, name, spec: { driftDetection, values } }) {
    const { ignore, mode, place } = driftDetection;
    // The collector's chart leaves replicas out where it scales.
    if (mode.value !== 'enabled' || isCollectorRelease(subject)) return;
    const fixed = [values.replicaCount, values.replicas].some(({ value }) => value !== undefined);
    if (values.autoscaling.enabled.value !== true || !fixed) return;
    const ignored = ignore.flatMap(({ paths }) => paths.map(({ value }) => value));
    if (ignored.includes('/spec/replicas') || ignored.includes('')) return;
    yield {
      message: `HelmRelease ${name} detects drift of replicas that an autoscaler sets.`,
      at: place.towards('ignore'),
    };
  },
});
