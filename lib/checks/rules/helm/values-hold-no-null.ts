import { helmReleases, isCollectorRelease } from '../../../platform';
import { chartRelease, chartRepository } from '../../frames';
import { ruleOfEach } from '../../rule';

export const valuesHoldNoNull = ruleOfEach({
  each: helmReleases,
  id: 'HF-1',
  title: 'The values of a HelmRelease hold no null',
  severity: 'warning',
  once: true,
  habit: true,
  why: 'A null reaches Helm when the release is made, but some later updates lose it, and cdk8s drops it: the default that should go comes back.',
  fix: 'Set an explicit value, or pass the null as text in the values.yaml of a ConfigMap under valuesFrom.',
  example: `${chartRelease('gateway')}
-   values: {config: {receivers: {zipkin: null}}}
+   values: {config: {receivers: {zipkin: {}}}}
${chartRepository}
`,
  *check({ subject, name, spec }) {
    const isCollector = isCollectorRelease(subject);
    for (const at of spec.values.place.walk()) {
      if (at.data !== null || typeof at.key !== 'string' || at.path.length < 3) continue;
      yield {
        message: `The values of HelmRelease ${name} set ${at.path.slice(2).join('.')} to null.`,
        at,
        fix:
          isCollector && at.path[2] === 'config'
            ? 'Write the whole configuration in alternateConfig, to which the chart adds nothing.'
            : undefined,
      };
    }
  },
});
