import { sections } from '../../../collector/effective';
import { equal } from '../../../documents';
import { findChart } from '../../../helm';
import { Place, valuesOf } from '../../../platform';
import { chartRepository, collectorValues } from '../../frames';
import type { TreeRule } from '../../rule';

export const defaultsAreNotRepeated: TreeRule = {
  id: 'XR-49',
  title: 'config repeats nothing that the chart writes anyway',
  severity: 'advice',
  why: 'What is repeated looks like a decision, and stays behind when the chart changes its mind.',
  fix: 'Remove the component from config.',
  appliesTo: 'tree',
  example: `${collectorValues('otel-collector', 'flux-system')}
-     config: {processors: {batch: {}}}
+     config: {processors: {batch: {timeout: 1s}}}
${chartRepository}
`,
  *check(tree) {
    for (const collector of tree.collectors) {
      const chart = collector.helm && findChart(collector.helm.chartVersion);
      if (collector.object === undefined || chart === undefined) continue;
      for (const { section } of sections) {
        const defaults = new Place(collector, [], chart.defaults).at('config', section);
        for (const [id, at] of valuesOf(collector).at('config', section).entries) {
          const byDefault = defaults.at(id);
          if (!byDefault.isWritten || !equal(byDefault.data, at.data)) continue;
          yield { message: `${section}::${id} repeats the default of the chart.`, at };
        }
      }
    }
  },
};
