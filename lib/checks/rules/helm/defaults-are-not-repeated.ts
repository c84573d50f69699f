import { isDeepStrictEqual } from 'node:util';
import { sections } from '../../../collector/effective';
import { at, type Data, entries } from '../../../documents';
import { findChart } from '../../../helm';
import { collectorReleaseExample } from '../../resources/chart-examples';
import type { TreeRule } from '../../rule';

export const defaultsAreNotRepeated: TreeRule = {
  id: 'XR-49',
  title: 'config repeats nothing that the chart writes anyway',
  severity: 'advice',
  why: 'What is repeated looks like a decision, and stays behind when the chart changes its mind.',
  fix: 'Remove the component from config.',
  appliesTo: 'tree',
  bad: collectorReleaseExample(['config: {processors: {batch: {}}}']),
  good: collectorReleaseExample(['config: {processors: {batch: {timeout: 1s}}}']),
  *check(tree) {
    for (const { helm, object } of tree.collectors) {
      const chart = helm === undefined ? undefined : findChart(helm.chartVersion);
      if (helm === undefined || object === undefined || chart === undefined) continue;
      for (const { section } of sections) {
        for (const [id, body] of entries(at(helm.values as Data, ['config', section]))) {
          const path = ['config', section, id];
          const byDefault = at(chart.defaults as Data, path);
          if (byDefault === undefined || !isDeepStrictEqual(byDefault, body)) continue;
          yield {
            message: `${section}::${id} repeats the default of the chart.`,
            path: [...helm.valuesPath, ...path],
            subject: object,
          };
        }
      }
    }
  },
};
