import { valuesOf } from '../../../platform';
import { chartRepository, collectorValues } from '../../frames';
import type { CollectorRule } from '../../rule';

/** Lists of the chart's default pipelines (0.109.0 to 0.170.0); receivers are left to the rule on kept defaults. */
const defaultProcessors = ['memory_limiter', 'batch'];

export const listsReplaceThoseOfTheChart: CollectorRule = {
  id: 'HF-3',
  title: 'A list in config repeats what is wanted of the list it replaces',
  severity: 'advice',
  why: 'Helm replaces lists as a whole: what the chart had in the list is silently gone.',
  fix: 'Write the members that should stay into the list, too.',
  appliesTo: 'collector',
  example: `${collectorValues('otel-collector', 'flux-system')}
-     config: {service: {pipelines: {traces: {processors: [batch]}}}}
+     config: {service: {pipelines: {traces: {processors: [memory_limiter, batch]}}}}
${chartRepository}
`,
  *check(subject) {
    const values = valuesOf(subject);
    if (values.at('alternateConfig').isMap) return;
    for (const { id, path, processors } of subject.pipelines) {
      const written = values.at('config', 'service', 'pipelines', id, 'processors').items;
      if (id.includes('/') || written.length === 0) continue;
      const dropped = defaultProcessors.filter(
        (processor) => !processors.some((each) => each.split('/')[0] === processor),
      );
      if (dropped.length === 0) continue;
      yield {
        message: `The processors of pipeline ${id} replace those of the chart, without ${dropped.join(' and ')}.`,
        path: [...path, 'processors'],
      };
    }
  },
};
