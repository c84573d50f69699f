import { isDeepStrictEqual } from 'node:util';
import { sections } from '../../../collector/effective';
import { at, entries } from '../../../documents';
import { findChart } from '../../../helm';
import type { TreeRule } from '../../rule';

export const defaultsAreNotRepeated: TreeRule = {
  id: 'XR-49',
  title: 'config repeats nothing that the chart writes anyway',
  severity: 'advice',
  why: 'What is repeated looks like a decision, and stays behind when the chart changes its mind.',
  fix: 'Remove the component from config.',
  appliesTo: 'tree',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: otel-collector, namespace: flux-system}
  spec:
    interval: 30m
    chart: {spec: {chart: opentelemetry-collector, version: 0.170.0, sourceRef: {kind: HelmRepository, name: charts}}}
    values:
      mode: deployment
      image: {repository: otel/opentelemetry-collector-k8s}
      command: {name: otelcol-k8s}
-     config: {processors: {batch: {}}}
+     config: {processors: {batch: {timeout: 1s}}}
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check(tree) {
    for (const { helm, object } of tree.collectors) {
      const chart = helm === undefined ? undefined : findChart(helm.chartVersion);
      if (helm === undefined || object === undefined || chart === undefined) continue;
      for (const { section } of sections) {
        for (const [id, body] of entries(at(helm.values, ['config', section]))) {
          const path = ['config', section, id];
          const byDefault = at(chart.defaults, path);
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
