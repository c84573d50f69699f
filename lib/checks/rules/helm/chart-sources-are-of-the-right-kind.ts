import { at, field, isMap, type Path } from '../../../documents';
import type { ObjectSubject } from '../../../platform';
import type { ObjectRule, Problem } from '../../rule';

/** Kinds that each of the two ways to name a chart takes. */
const kinds = {
  chart: ['HelmRepository', 'GitRepository', 'Bucket'],
  chartRef: ['OCIRepository', 'HelmChart', 'ExternalArtifact'],
};

export const chartSourcesAreOfTheRightKind: ObjectRule = {
  id: 'FX-3',
  title: 'chart takes a repository, chartRef an OCIRepository or HelmChart, and one of the two is set',
  severity: 'error',
  why: 'The API server refuses the HelmRelease, and Flux applies nothing beside it.',
  fix: 'Use chart.spec.sourceRef for repositories, chartRef for OCIRepository and HelmChart.',
  appliesTo: 'object',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  example: `  apiVersion: helm.toolkit.fluxcd.io/v2
  kind: HelmRelease
  metadata: {name: cert-manager, namespace: flux-system}
  spec:
    interval: 30m
-   chart: {spec: {chart: cert-manager, version: 1.16.2, sourceRef: {kind: OCIRepository, name: charts}}}
+   chart: {spec: {chart: cert-manager, version: 1.16.2, sourceRef: {kind: HelmRepository, name: charts}}}
    releaseName: cert-manager
  ---
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: HelmRepository
  metadata: {name: charts, namespace: flux-system}
  spec: {interval: 1h, url: "https://charts.example.com"}
`,
  *check(subject) {
    const spec = subject.object.spec;
    if (!isMap(spec)) return;
    const both = spec.chart !== undefined && spec.chartRef !== undefined;
    const none = spec.chart === undefined && spec.chartRef === undefined;
    if (both || none) {
      yield {
        message: `HelmRelease ${subject.name} names ${both ? 'its chart twice, by chart and by chartRef' : 'no chart'}.`,
        path: ['spec'],
      };
    }
    yield* judge(subject, ['spec', 'chart', 'spec', 'sourceRef', 'kind'], kinds.chart);
    yield* judge(subject, ['spec', 'chartRef', 'kind'], kinds.chartRef);
    for (const key of ['version', 'sourceRef', 'chart']) {
      if (field(spec.chartRef, key) === undefined) continue;
      yield {
        message: `HelmRelease ${subject.name} sets ${key} under chartRef, which has no such field.`,
        path: ['spec', 'chartRef', key],
        fix: 'Write the version into spec.ref of the OCIRepository, or use chart.',
      };
    }
  },
};

function* judge(subject: ObjectSubject, path: Path, allowed: readonly string[]): Generator<Problem> {
  const kind = at(subject.object, path);
  if (typeof kind !== 'string' || allowed.includes(kind) || kind.includes('$')) return;
  yield {
    message: `HelmRelease ${subject.name} takes its chart from a ${kind}; here ${allowed.join(', ')} are possible.`,
    path,
  };
}
