import { helmReleases } from '../../../platform';
import { chartRepository } from '../../frames';
import { ruleOfEach } from '../../rule';

/** Kinds that each of the two ways to name a chart takes. */
const kinds = {
  chart: ['HelmRepository', 'GitRepository', 'Bucket'],
  chartRef: ['OCIRepository', 'HelmChart', 'ExternalArtifact'],
};

export const chartSourcesAreOfTheRightKind = ruleOfEach({
  each: helmReleases,
  id: 'FX-3',
  title: 'chart takes a repository, chartRef an OCIRepository or HelmChart, and one of the two is set',
  severity: 'error',
  why: 'The API server refuses the HelmRelease, and Flux applies nothing beside it.',
  fix: 'Use chart.spec.sourceRef for repositories, chartRef for OCIRepository and HelmChart.',
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: cert-manager, namespace: flux-system}
  spec:
    interval: 30m
-   chart: {spec: {chart: cert-manager, version: 1.16.2, sourceRef: {kind: OCIRepository, name: charts}}}
+   chart: {spec: {chart: cert-manager, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
${chartRepository}
`,
  *check({ name, spec }) {
    const { place, chart, chartRef } = spec;
    if (!place.isMap) return;
    if (chart.place.isWritten === chartRef.place.isWritten) {
      const names = chart.place.isWritten ? 'its chart twice, by chart and by chartRef' : 'no chart';
      yield { message: `HelmRelease ${name} names ${names}.`, at: place };
    }
    for (const [at, allowed] of [
      [chart.spec.sourceRef.kind, kinds.chart],
      [chartRef.kind, kinds.chartRef],
    ] as const) {
      if (at.known === undefined || allowed.includes(at.known)) continue;
      yield {
        message: `HelmRelease ${name} takes its chart from a ${at.known}; here ${allowed.join(', ')} are possible.`,
        at,
      };
    }
    for (const at of ['version', 'sourceRef', 'chart'].map((key) => chartRef.place.at(key))) {
      if (!at.isWritten) continue;
      yield {
        message: `HelmRelease ${name} sets ${at.key} under chartRef, which has no such field.`,
        at,
        fix: 'Write the version into spec.ref of the OCIRepository, or use chart.',
      };
    }
  },
});
